"""What goes wrong with sites like this one, and what is promised then: a module a fault, named by its number in
docs/security.md. Faults whose tests stand with what they are about are named there."""
