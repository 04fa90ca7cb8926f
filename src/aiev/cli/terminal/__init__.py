"""What people see: answers, tables, charts, progress and the pager."""
