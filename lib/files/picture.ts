/** What a picture of a session may be; the largest size is the database's as well. */
export const PICTURE_KINDS = ['PICTURE', 'SHEET', 'MINUTES'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]
/** The same, and a paper of a step of an association's formation. */
export const FILE_KINDS = [...PICTURE_KINDS, 'EVIDENCE'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const LARGEST_BYTES = 5 * 1024 * 1024
export const LARGEST_MB = 5
export const MOST_PICTURES = 10
export const LONGEST_SIDE = 1600

const startsWith = (bytes: Uint8Array, signs: readonly number[], from = 0) =>
  signs.every((sign, i) => bytes[from + i] === sign)

/** The type of a picture by its own first bytes, whatever its name says; null for anything else. */
export function pictureType(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  const riff = startsWith(bytes, [0x52, 0x49, 0x46, 0x46])
  return riff && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8) ? 'webp' : null
}
