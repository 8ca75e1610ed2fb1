/** The name and its sign: three knots woven, one begun. */
export function Brand({ href, name, line }: { href: string; name: string; line?: string }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center gap-2.5 text-ink no-underline hover:no-underline"
    >
      <svg
        aria-hidden="true"
        width="26"
        height="26"
        viewBox="0 0 26 26"
        className="shrink-0 rtl:-scale-x-100"
      >
        <rect x="1" y="2" width="11" height="6" rx="1.5" className="fill-turquoise-deep" />
        <rect x="14" y="2" width="11" height="6" rx="1.5" className="fill-turquoise" />
        <rect x="1" y="10" width="11" height="6" rx="1.5" className="fill-turquoise" />
        <rect x="14" y="10" width="11" height="6" rx="1.5" className="fill-saffron" />
        <rect x="1" y="18" width="11" height="6" rx="1.5" className="fill-turquoise-deep" />
        <rect
          x="15"
          y="19"
          width="9"
          height="4"
          rx="0.75"
          className="fill-none stroke-turquoise"
          strokeWidth="2"
        />
      </svg>
      <span className="leading-tight">
        <b className="block text-lg font-extrabold text-turquoise-deep">{name}</b>
        {line ? <span className="block text-xs text-ink-2">{line}</span> : null}
      </span>
    </a>
  )
}
