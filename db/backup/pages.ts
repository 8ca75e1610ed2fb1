// The checksums that PostgreSQL keeps in the pages of its files (src/include/storage/checksum_impl.h), read without it:
// whoever copies all files looks at every page, also at those nobody has asked for in months.
export const PAGE = 8192
const LANES = 32
const PRIME = 16_777_619
const OFFSETS = new Int32Array([
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c, 0xf8d4474f,
  0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb, 0xe58f764b, 0x187636bc,
  0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4, 0x783125bb, 0x6ca8eaa2, 0xe407eac6,
  0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
])
const CHECKSUM_AT = 8
const UPPER_AT = 14

const mixed = (sum: number, value: number) => {
  const both = sum ^ value
  return Math.imul(both, PRIME) ^ (both >>> 17)
}

/** The checksum a page must carry in its place (the `number`th page of its relation). */
export function checksumOf(page: Buffer, number: number): number {
  const words = new Int32Array(PAGE / 4)
  for (let i = 0; i < words.length; i += 1) words[i] = page.readInt32LE(i * 4)
  // The place of the checksum itself counts as empty.
  words[CHECKSUM_AT / 4]! &= 0xffff0000
  const sums = OFFSETS.slice()
  for (let i = 0; i < words.length; i += 1) sums[i % LANES] = mixed(sums[i % LANES]!, words[i]!)
  for (let round = 0; round < 2; round += 1)
    for (let lane = 0; lane < LANES; lane += 1) sums[lane] = mixed(sums[lane]!, 0)
  const all = sums.reduce((total, sum) => total ^ sum, 0) ^ number
  return ((all >>> 0) % 65_535) + 1
}

/** Where the log had come to when the page was last written. */
export const logPlaceOf = (page: Buffer) =>
  (BigInt(page.readUInt32LE(0)) << 32n) | BigInt(page.readUInt32LE(4))

/** Whether a page is what was written; one never used carries no checksum. */
export const isSound = (page: Buffer, number: number) =>
  page.readUInt16LE(UPPER_AT) === 0 || page.readUInt16LE(CHECKSUM_AT) === checksumOf(page, number)
