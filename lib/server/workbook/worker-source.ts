/**
 * The program of the parsing thread. A string, because a bundler moves files but cannot lose a string; plain
 * JavaScript, because nothing compiles it. It believes no size a zip claims: it unpacks the parts that hold cells
 * under a hard limit and hands the reader a new zip of exactly those, so that pictures, macros, links and
 * contradictions of the old one never reach it.
 */
export const WORKER_SOURCE = String.raw`
const { parentPort, workerData } = require('node:worker_threads')
const { inflateRawSync, crc32 } = require('node:zlib')
const { kind, limits, modules } = workerData
const refuse = (code) => { throw Object.assign(new Error(code), { refusal: code }) }
const WANTED = /^(\[content_types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+\.rels|xl\/worksheets\/[^/]+\.xml)$/i

function unpack(bytes, entries) {
  const parts = []
  let left = limits.unpackedBytes
  for (const { name, method, offset, packed } of entries) {
    if (!WANTED.test(name)) continue
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (offset + 30 > head.length || head.readUInt32LE(offset) !== 0x04034b50) refuse('file-not-what-it-says')
    const start = offset + 30 + head.readUInt16LE(offset + 26) + head.readUInt16LE(offset + 28)
    const raw = head.subarray(start, start + packed)
    let data = raw
    if (method === 8) {
      try { data = inflateRawSync(raw, { maxOutputLength: Math.max(1, left) }) }
      catch (error) { refuse(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'file-unpacks-too-large' : 'file-not-what-it-says') }
    }
    left -= data.length
    if (left < 0) refuse('file-unpacks-too-large')
    if (data.includes('<!DOCTYPE') || data.includes('<!ENTITY')) refuse('file-not-what-it-says')
    if (/^xl\/worksheets\//i.test(name)) checkExtent(data)
    if (/^xl\/workbook\.xml$/i.test(name) && data.toString('latin1').split(/<(?:\w+:)?sheet\s/).length > limits.sheets + 1) refuse('file-too-many-rows')
    parts.push({ name, data })
  }
  return parts
}

// The last cell with a value stands in the last row that matters: rows that are only formatted cost nothing.
function checkExtent(xml) {
  const last = Math.max(xml.lastIndexOf('<v>'), xml.lastIndexOf('<is>'), xml.lastIndexOf('<v '))
  if (last < 0) return
  const cell = xml.lastIndexOf('<c ', last)
  const place = /\sr="[A-Z]{1,3}(\d+)"/.exec(xml.toString('latin1', cell, last))
  if (place && Number(place[1]) > limits.rows) refuse('file-too-many-rows')
}

let table = null
function checksum(data) {
  if (crc32) return crc32(data)
  table ??= Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0 })
  let sum = 0xffffffff
  for (let i = 0; i < data.length; i++) sum = table[(sum ^ data[i]) & 255] ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

function stored(parts) {
  const files = [], directory = []
  let at = 0
  for (const { name, data } of parts) {
    const title = Buffer.from(name), head = Buffer.alloc(30), row = Buffer.alloc(46)
    const sum = checksum(data)
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt32LE(sum, 14)
    head.writeUInt32LE(data.length, 18); head.writeUInt32LE(data.length, 22); head.writeUInt16LE(title.length, 26)
    row.writeUInt32LE(0x02014b50, 0); row.writeUInt16LE(20, 4); row.writeUInt16LE(20, 6); row.writeUInt32LE(sum, 16)
    row.writeUInt32LE(data.length, 20); row.writeUInt32LE(data.length, 24); row.writeUInt16LE(title.length, 28)
    row.writeUInt32LE(at, 42)
    files.push(head, title, data); directory.push(row, title)
    at += 30 + title.length + data.length
  }
  const list = Buffer.concat(directory), end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(parts.length, 8); end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12); end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, list, end])
}

function cellOf(value) {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (!(value instanceof Date)) return String(value)
  if (Number.isNaN(value.getTime())) return null
  const iso = value.toISOString()
  // A cell that holds only a time of day has the first day of the program's calendar.
  return /^1899-12-3[01]|^1904-01-01/.test(iso) ? iso.slice(11, 16) : { excelDate: iso.slice(0, 10) }
}

function trimmed(rows) {
  let height = 0, width = 0
  rows.forEach((row, y) => row.forEach((cell, x) => {
    if (cell !== null) { height = y + 1; width = Math.max(width, x + 1) }
  }))
  if (height > limits.rows || width > limits.columns) refuse('file-too-many-rows')
  return rows.slice(0, height).map((row) => row.slice(0, width))
}

// What is written once in cells merged downwards holds for each of their rows.
function fillMerged(rows, merges) {
  for (const { startRow, startCol, endRow } of (merges ?? []).slice(0, 20000)) {
    const value = rows[startRow]?.[startCol] ?? null
    if (value === null) continue
    for (let y = startRow + 1; y <= endRow && y < rows.length; y++) if (rows[y][startCol] === null) rows[y][startCol] = value
  }
  return rows
}

async function readXlsx({ bytes, entries }) {
  const zip = stored(unpack(bytes, entries))
  const { readXlsx } = await import(modules.hucre)
  const options = { maxRows: limits.rows + 1 }
  let book = await readXlsx(zip, { ...options, sheets: (info) => !info.hidden && !info.veryHidden })
  if (book.sheets.length === 0) book = await readXlsx(zip, options)
  if (book.sheets.length > limits.sheets) refuse('file-too-many-rows')
  let left = limits.rows
  return book.sheets.map(({ name, rows, merges }) => {
    const cells = trimmed(rows.map((row) => Array.from(row, cellOf)))
    left -= cells.length
    if (left < 0) refuse('file-too-many-rows')
    return { name, rows: fillMerged(cells, merges) }
  })
}

async function readCsv({ text }) {
  const { default: Papa } = await import(modules.papaparse)
  const named = /^"?sep=(.)"?\r?\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  // Lines inside quotes are no rows, but nobody writes ten to a cell.
  if (body.split('\n').length > limits.rows * 10) refuse('file-too-many-rows')
  const parse = (delimiter, preview, text = body) => Papa.parse(text, { delimiter, preview }).data
  const opening = body.slice(0, 65536)
  const score = (delimiter) => {
    const widths = new Map()
    for (const row of parse(delimiter, 60, opening)) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    return Math.max(0, ...[...widths].map(([width, rows]) => rows * (width - 1)))
  }
  const best = [',', ';', '\t', '|', '،'].map((delimiter) => [score(delimiter), delimiter]).sort((a, b) => b[0] - a[0])[0][1]
  const rows = parse(named ? named[1] : best, limits.rows + 2)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (width > limits.columns * 10) refuse('file-too-many-rows')
  return [{ name: '', rows: trimmed(rows.map((row) => Array.from({ length: width }, (_, x) => cellOf(row[x])))) }]
}

(kind === 'csv' ? readCsv(workerData) : readXlsx(workerData)).then(
  (sheets) => parentPort.postMessage({ sheets }),
  (error) => parentPort.postMessage({ refusal: error.refusal ?? 'file-not-what-it-says' }),
)
`
