"""What the bureau knows: being built."""
