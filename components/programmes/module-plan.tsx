import type { ReactNode } from 'react'
import { MEETING_MINUTES, type ModuleCode, type ModuleWords, stepsOf } from '@/lib/programmes/materials'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  code: ModuleCode
  title: string
  words: ModuleWords
  helpHref: string
  /** What stands beside the plan where somebody is signed in: services near the neighbourhood. */
  children?: ReactNode
}

/** One module as its facilitator holds it: three meetings with their minutes, and the hand-out on a page of its own. */
export function ModulePlan({ t, locale, code, title, words, helpHref, children }: Props) {
  return (
    <article className="grid max-w-measure gap-6">
      <header>
        <h1 className="text-2xl">
          <bdi>{title}</bdi>
        </h1>
        <p className="text-lg text-pretty">{words.short}</p>
        <p className="mt-1 text-sm text-ink-2 print:hidden">{t('materials.print')}</p>
      </header>
      <Part title={t('materials.aims')}>
        <Lines lines={words.aims} />
      </Part>
      <Part title={t('materials.bring')}>
        <Lines lines={words.bring} />
      </Part>
      <Part title={t('materials.meetings', { minutes: formatNumber(MEETING_MINUTES, locale) })}>
        <div className="grid gap-5">
          {(['1', '2', '3'] as const).map((nth) => (
            <Meeting key={nth} t={t} locale={locale} code={code} nth={nth} words={words} />
          ))}
        </div>
        <p className="mt-3 text-sm text-ink-2">{t('materials.longer')}</p>
      </Part>
      <Part title={t('materials.exercise')}>
        <h3 className="font-semibold">{words.exercise.title}</h3>
        <p className="text-pretty">{words.exercise.how}</p>
      </Part>
      <Part title={t('materials.ask')}>
        <Lines lines={words.ask} />
      </Part>
      <Part title={t('materials.avoid')}>
        <Lines lines={words.avoid} />
        <h3 className="mt-3 font-semibold">{t('materials.always.title')}</h3>
        <Lines
          lines={{
            1: t('materials.always.1'),
            2: t('materials.always.2'),
            3: t('materials.always.3'),
            4: t('materials.always.4'),
          }}
        />
      </Part>
      <Part title={t('materials.refer.title')}>
        <Lines
          lines={{
            1: t('materials.refer.123'),
            2: t('materials.refer.1480'),
            3: t('materials.refer.danger'),
          }}
        />
        <p className="print:hidden">
          <a href={helpHref} className="inline-flex min-h-touch items-center font-semibold text-pomegranate">
            {t('materials.refer.help')}
          </a>
        </p>
      </Part>
      {children}
      <HandOut t={t} title={title} words={words} />
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-lg">{title}</h2>
      {children}
    </section>
  )
}

function Lines({ lines }: { lines: Record<string, string> }) {
  return (
    <ul className="grid list-disc gap-1 ps-5">
      {Object.entries(lines).map(([key, line]) => (
        <li key={key} className="text-pretty">
          {line}
        </li>
      ))}
    </ul>
  )
}

type MeetingProps = Pick<Props, 't' | 'locale' | 'code' | 'words'> & { nth: '1' | '2' | '3' }

function Meeting({ t, locale, code, nth, words }: MeetingProps) {
  const { title, steps } = words.meetings[nth]
  const number = (value: number) => formatNumber(value, locale)
  const told = (step: 'open' | 'close' | '1' | '2' | '3') =>
    step === 'open' || step === 'close'
      ? { title: t(`materials.${step}Step.title`), how: t(`materials.${step}Step.how`) }
      : steps[step]
  return (
    <section className="break-inside-avoid rounded-lg border border-line bg-surface px-4 py-3">
      <h3 className="font-bold">{t('materials.meeting', { n: number(Number(nth)), title })}</h3>
      <ol className="mt-1">
        {stepsOf(code, (Number(nth) - 1) as 0).map(({ step, minutes, from }) => (
          <li
            key={step}
            className="grid grid-cols-[4.75rem_1fr] gap-x-3 border-b border-line py-2 last:border-b-0"
          >
            <span className="text-sm">
              <b className="block whitespace-nowrap">{t('materials.minutes', { n: number(minutes) })}</b>
              <span className="text-xs text-ink-2">{t('materials.from', { n: number(from) })}</span>
            </span>
            <span>
              <b className="block font-semibold">{told(step).title}</b>
              <span className="block text-pretty">{told(step).how}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-2">{t('materials.total', { n: number(MEETING_MINUTES) })}</p>
    </section>
  )
}

function HandOut({ t, title, words }: Pick<Props, 't' | 'title' | 'words'>) {
  return (
    <section
      id="handout"
      className="rounded-lg border-2 border-turquoise bg-surface px-5 py-4 print:break-before-page print:border print:text-lg"
    >
      <p className="text-sm text-ink-2">
        {t('materials.handout')} · <bdi>{title}</bdi>
      </p>
      <h2 className="text-xl">{words.handout.title}</h2>
      <ul className="mt-2 grid list-disc gap-2 ps-5 text-lg leading-loose">
        {Object.entries(words.handout.lines).map(([key, line]) => (
          <li key={key} className="text-pretty">
            {line}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink-2 print:hidden">{t('materials.handoutLine')}</p>
    </section>
  )
}
