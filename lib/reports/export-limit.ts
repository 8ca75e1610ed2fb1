/** The most rows one file takes out: what a desk's spreadsheet still opens at once. A file that was cut says so. */
export const EXPORT_ROWS = 50_000
