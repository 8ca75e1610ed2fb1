/** What may be done about a row of a table, named for who hears it alone. */
export function ActLink({ href, label, text }: { href: string; label: string; text: string }) {
  return (
    <a
      href={href}
      aria-label={label}
      className="inline-flex min-h-10 items-center whitespace-nowrap lg:min-h-6 print:hidden"
    >
      {text}
    </a>
  )
}
