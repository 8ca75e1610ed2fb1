'use client'

import { useEffect, useRef } from 'react'
import type { PaperPicture } from '@/lib/client/paper-picture'
import type { Point } from '@/lib/workshops/paper-twin/picture'

const WIDE = 640

type Props = { picture: PaperPicture; frame: readonly Point[]; label: string }

/** A piece of the picture, laid straight. */
export function CutOut({ picture, frame, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [a, b, , d] = frame as [Point, Point, Point, Point]
  const along = { x: b.x - a.x, y: b.y - a.y }
  const down = { x: d.x - a.x, y: d.y - a.y }
  const tall = Math.round((WIDE * Math.hypot(down.x, down.y)) / Math.max(1, Math.hypot(along.x, along.y)))
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    const whole = along.x * down.y - along.y * down.x
    if (!context || whole === 0) return
    // From the picture to the piece: the row's edge lies along the top, its height downwards.
    const m = {
      a: (WIDE * down.y) / whole,
      b: (-tall * along.y) / whole,
      c: (-WIDE * down.x) / whole,
      d: (tall * along.x) / whole,
    }
    context.setTransform(m.a, m.b, m.c, m.d, -(m.a * a.x + m.c * a.y), -(m.b * a.x + m.d * a.y))
    context.drawImage(picture.canvas, 0, 0)
  }, [picture, a.x, a.y, along.x, along.y, down.x, down.y, tall])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={WIDE}
      height={tall}
      className="h-auto w-full max-w-md rounded-md border border-line"
    />
  )
}
