"""What a language knows, as data: TOML tables read and checked once."""
