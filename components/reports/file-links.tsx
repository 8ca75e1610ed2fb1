import { LinkButton } from '@/components/ui/link-button'

export type FileGroup = { title: string; files: { href: string; label: string }[] }

/** Files to take, by language. Each answers with a file, so that no page is loaded for it. */
export function FileLinks({ line, groups }: { line: string; groups: FileGroup[] }) {
  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-2">{line}</p>
      {groups.map(({ title, files }) => (
        <div key={title} className="flex flex-wrap items-center gap-2">
          {title ? <span className="min-w-20 text-sm font-semibold">{title}</span> : null}
          {files.map(({ href, label }) => (
            <LinkButton key={href} href={href}>
              {label}
              {title ? <span className="sr-only">{title}</span> : null}
            </LinkButton>
          ))}
        </div>
      ))}
    </div>
  )
}
