/** The first stop of the keyboard: past the navigation, to the text. */
export function SkipLink({ label, target = 'main' }: { label: string; target?: string }) {
  return (
    <a
      href={`#${target}`}
      className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-lg focus:bg-ink focus:px-5 focus:py-3 focus:text-paper print:hidden"
    >
      {label}
    </a>
  )
}
