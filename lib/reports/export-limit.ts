/**
 * The most rows one file takes out: as many as the product reads back, and what is written in memory without keeping
 * others waiting long. A file that was cut says so.
 */
export const EXPORT_ROWS = 20_000

/**
 * The most names one list on paper holds: its pages are set in memory, a tenth of a megabyte a name, and everybody else waits for it
 * meanwhile. The workbook holds them all.
 */
export const PAPER_ROWS = 1000
