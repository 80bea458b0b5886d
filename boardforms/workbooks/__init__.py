"""A board's definitions as a workbook, as users of XLSForm know them, and back to TOML without loss."""

from boardforms.workbooks.converting import WorkbookRead, read_workbook, write_workbook

__all__ = ["WorkbookRead", "read_workbook", "write_workbook"]
