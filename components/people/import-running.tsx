import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'

type Props = {
  done: number
  total: number
  here: string
  words: Record<'title' | 'line' | 'working' | 'fresh', string>
}

/** An import that goes on while one was elsewhere. The page asks again by itself, with scripts off as well. */
export function ImportRunning({ done, total, here, words }: Props) {
  return (
    <div className="grid max-w-2xl gap-4">
      <meta httpEquiv="refresh" content={`2;url=${here}`} />
      <PageHead title={words.title} line={words.line} />
      <div role="status" className="grid gap-1 text-sm">
        <span>{words.working}</span>
        <progress
          className="h-2 w-full accent-turquoise"
          aria-label={words.title}
          {...(total > 0 ? { value: done, max: total } : {})}
        />
      </div>
      <div>
        <LinkButton href={here}>{words.fresh}</LinkButton>
      </div>
    </div>
  )
}
