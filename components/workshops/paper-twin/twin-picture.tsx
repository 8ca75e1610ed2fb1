'use client'

import { useEffect, useRef } from 'react'
import type { PaperPicture } from '@/lib/client/paper-picture'
import type { TwinLabels } from '@/lib/workshops/paper-twin/labels'
import type { TwinLine } from '@/lib/workshops/paper-twin/review'

type Props = { picture: PaperPicture; lines: readonly TwinLine[]; words: TwinLabels }

/**
 * The picture as it was taken, with each row outlined: firm where it was clear, dashed where she is asked. On a narrow
 * screen it comes after the rows, which bring their own pieces of it.
 */
export function TwinPicture({ picture, lines, words }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = picture.canvas
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture.canvas, 0, 0)
  }, [picture])
  return (
    <div className="relative order-last self-start overflow-hidden rounded-md border border-line lg:sticky lg:top-0 lg:order-first">
      <canvas
        ref={canvas}
        role="img"
        aria-label={words.picture}
        width={width}
        height={height}
        className="block h-auto w-full"
      />
      <svg
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        className="absolute inset-0 h-auto w-full fill-none"
      >
        {lines.map(({ personId, frame, why }) => (
          <polygon
            key={personId}
            points={frame.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
            className={why === null ? 'stroke-turquoise' : 'stroke-pomegranate'}
            strokeWidth={Math.max(2, width / 350)}
            strokeDasharray={why === null ? undefined : `${width / 80} ${width / 120}`}
          />
        ))}
      </svg>
    </div>
  )
}
