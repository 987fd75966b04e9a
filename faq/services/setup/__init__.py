"""The published mail servers: for people, for programs, and checked."""
