"""Ways to link whole tables. `local` does it in this process; `tables` reads and `results` writes the files."""
