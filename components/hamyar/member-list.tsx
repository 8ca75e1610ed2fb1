import type { ReactNode } from 'react'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

export type MemberView = {
  key: string
  name: string
  href: string | null
  line: string
  facts: ReactNode
  cells: string[]
}

/** The members of a group: cards on a phone, a table at a desk. */
export function MemberList({
  caption,
  heads,
  members,
}: {
  caption: string
  heads: string[]
  members: MemberView[]
}) {
  return (
    <>
      <ul aria-label={caption} className="grid gap-2 md:hidden print:hidden">
        {members.map(({ key, name, href, line, facts }) => (
          <li key={key} className="grid gap-1 rounded-lg border border-line px-3 py-2">
            <Name name={name} href={href} />
            <span className="text-sm text-ink-2">{line}</span>
            {facts}
          </li>
        ))}
      </ul>
      <div className="hidden md:block print:block">
        <Table caption={caption} captionHidden label={caption} dense>
          <thead>
            <tr>
              {heads.map((head) => (
                <HeadCell key={head}>{head}</HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(({ key, name, href, cells, facts }) => (
              <tr key={key}>
                <RowHead>
                  <Name name={name} href={href} />
                </RowHead>
                {cells.map((cell, i) => (
                  <Cell key={heads[i + 1]}>{cell}</Cell>
                ))}
                <Cell>{facts}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  )
}

function Name({ name, href }: { name: string; href: string | null }) {
  return href ? (
    <a href={href} className="inline-flex min-h-11 items-center font-semibold md:min-h-0">
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi className="font-semibold">{name}</bdi>
  )
}
