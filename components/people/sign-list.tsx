import { Sign } from './sign'

type Props = {
  people: {
    key: string
    row: string
    name: string
    symbol: string | null
    colour: string | null
    /** The sign in words, or that there is none. */
    sign: string
    href: string | null
    label: string
    act: string
  }[]
}

/** A group by its signs, each leading to its choice. */
export function SignList({ people }: Props) {
  return (
    <ol className="grid sm:grid-cols-2 sm:gap-x-8">
      {people.map((one) => (
        <li key={one.key} className="flex min-h-touch items-center gap-3 border-b border-line py-1">
          <span className="w-6 shrink-0 text-center text-sm text-ink-3">{one.row}</span>
          <span className="grid size-9 shrink-0 place-items-center">
            <Sign symbol={one.symbol} colour={one.colour} className="size-9" />
          </span>
          <span className="min-w-0 flex-1 leading-snug">
            <bdi className="block font-medium">{one.name}</bdi>
            <span className="text-xs text-ink-2">{one.sign}</span>
          </span>
          {one.href ? (
            <a
              href={one.href}
              aria-label={one.label}
              className="inline-flex min-h-touch items-center text-sm"
            >
              {one.act}
            </a>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
