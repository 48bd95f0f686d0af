"""贴心服务: help, visits, errands."""
