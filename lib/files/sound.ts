/** Texts of ours that may be heard, and the languages of the province they are spoken in. */
export const SPOKEN = [
  'CONSENT',
  'FACES',
  'SURVEY',
  'WHO-5',
  'RES',
  'KA-M',
  'KA-P',
  'KA-S',
  'KA-U',
  'KA-H',
] as const
export type Spoken = (typeof SPOKEN)[number]
export const VOICE_LANGUAGES = ['fa', 'azb', 'ckb', 'kmr'] as const
export type VoiceLanguage = (typeof VOICE_LANGUAGES)[number]

export type SoundMime = 'audio/mpeg' | 'audio/mp4' | 'audio/ogg' | 'audio/wav'

const at = (bytes: Uint8Array, from: number, sign: string) =>
  [...sign].every((letter, i) => bytes[from + i] === letter.charCodeAt(0))
// A frame of MPEG audio: eleven ones, a version and a layer three, a bit rate and a rate that exist.
const mpegFrame = (bytes: Uint8Array) => {
  const [first = 0, second = 0, third = 0] = bytes
  const layer = (second >> 1) & 3
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    ((second >> 3) & 3) !== 1 &&
    layer === 1 &&
    third >> 4 !== 15 &&
    ((third >> 2) & 3) !== 3
  )
}

/** The type of a sound by its own first bytes, whatever its name says; null for anything else, pictures in motion too. */
export function soundType(bytes: Uint8Array): SoundMime | null {
  if (bytes.byteLength < 64) return null
  if (at(bytes, 0, 'ID3') || mpegFrame(bytes)) return 'audio/mpeg'
  if (at(bytes, 4, 'ftyp')) return ['M4A ', 'M4B '].some((brand) => at(bytes, 8, brand)) ? 'audio/mp4' : null
  if (at(bytes, 0, 'OggS')) return at(bytes, 28, 'OpusHead') || at(bytes, 29, 'vorbis') ? 'audio/ogg' : null
  return at(bytes, 0, 'RIFF') && at(bytes, 8, 'WAVE') ? 'audio/wav' : null
}

/** The part of a file a player asks for («bytes=0-»): first and last byte, or null where the whole is meant or nothing fits. */
export function askedPart(header: string | null, size: number): { from: number; to: number } | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return null
  const from = found[1] === '' ? Math.max(0, size - Number(found[2])) : Number(found[1])
  const to = found[1] === '' || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  return from <= to ? { from, to } : null
}
