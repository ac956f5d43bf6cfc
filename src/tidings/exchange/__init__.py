"""Who goes, under which terms, and why: provable and fair."""
