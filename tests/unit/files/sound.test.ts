import { describe, expect, it } from 'vitest'
import { askedPart, soundType } from '@/lib/files/sound'

const bytes = (...parts: (string | number[])[]) => {
  const all = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
  )
  return new Uint8Array([...all, ...Array(Math.max(0, 128 - all.length)).fill(0)])
}

describe('a sound is known by its own bytes', () => {
  it.each([
    ['audio/mpeg', bytes('ID3', [3, 0])],
    ['audio/mpeg', bytes([0xff, 0xfb, 0x90, 0x64])],
    ['audio/mp4', bytes([0, 0, 0, 32], 'ftypM4A ')],
    ['audio/ogg', bytes('OggS', Array(24).fill(0), 'OpusHead')],
    ['audio/ogg', bytes('OggS', Array(24).fill(0), [1], 'vorbis')],
    ['audio/wav', bytes('RIFF', [1, 2, 3, 4], 'WAVE')],
  ])('%s', (mime, sound) => {
    expect(soundType(sound)).toBe(mime)
  })
  it.each([
    ['a page', bytes('<!doctype html><script>')],
    ['a picture', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['a film', bytes([0, 0, 0, 32], 'ftypisom')],
    ['a film in Ogg', bytes('OggS', Array(24).fill(0), [0x80], 'theora')],
    ['a picture in RIFF', bytes('RIFF', [1, 2, 3, 4], 'WEBP')],
    ['next to nothing', new Uint8Array([0x49, 0x44, 0x33])],
  ])('%s is none', (_, other) => {
    expect(soundType(other)).toBeNull()
  })
})

it.each([
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=200-', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  [null, null],
])('of a hundred bytes «%s» asks for a part', (header, part) => {
  expect(askedPart(header, 100)).toEqual(part)
})
