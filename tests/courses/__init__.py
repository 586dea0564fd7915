"""A sample of a module, made as docs/add-a-module.md says: courses, and who follows them. Not a part of Thoes."""
