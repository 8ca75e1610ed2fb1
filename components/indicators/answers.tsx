/** One of the three questions of the first screen, and its answer in a sentence with where it leads. */
export type Answer = {
  key: string
  question: string
  answer: string
  tone: 'done' | 'late' | 'hint'
  href: string
  act: string
}

const TONES = {
  done: 'border-s-turquoise',
  late: 'border-s-saffron',
  hint: 'border-s-lapis',
}

/** «کجا ایستاده‌ایم، چه گیر کرده، امروز چه با من است؟»: before anything else, on one screen of a phone. */
export function Answers({ label, answers }: { label: string; answers: Answer[] }) {
  return (
    <ul aria-label={label} className="mb-4 grid gap-2 sm:grid-cols-3 sm:gap-4">
      {answers.map(({ key, question, answer, tone, href, act }) => (
        <li
          key={key}
          className={`grid content-between gap-0.5 rounded-lg border border-s-4 border-line bg-surface px-3 py-2 sm:px-4 sm:py-3 ${TONES[tone]}`}
        >
          <span>
            <span className="block text-xs font-medium text-ink-2 sm:text-sm">{question}</span>
            <span className="block text-sm leading-snug text-pretty sm:text-base">{answer}</span>
          </span>
          <a
            href={href}
            className="inline-flex min-h-8 items-center text-sm font-medium sm:min-h-10 print:hidden"
          >
            {act}
          </a>
        </li>
      ))}
    </ul>
  )
}
