"""The commands, a module each: one is imported when it is called, so that none waits for what another needs."""
