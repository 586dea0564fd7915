"""The tool box under every module that knows Django: where data lives, the private database, jobs, documents."""
