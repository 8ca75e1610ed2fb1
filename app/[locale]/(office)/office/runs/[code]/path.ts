import type { PathStep } from '@/components/programmes/run-path'
import { isCertified } from '@/lib/programmes/facilitator'
import { formatNumber, readerDigits } from '@/lib/shared/number'
import type { Setup } from './forms'

/** The steps of a run's way to its first session, in the order of the work, with the first that is open. */
export function pathOf({ t, locale, run, setup }: Setup): PathStep[] {
  const base = `/${locale}/office/runs/${run.code}`
  const of = (value: number, target: number) =>
    t('words.of', { value: formatNumber(value, locale), target: formatNumber(target, locale) })
  const cohorts = setup.cohorts.filter((one) => one.status !== 'CANCELLED')
  const certified = setup.facilitators.filter((one) => isCertified(one.status)).length
  const staffed = cohorts.filter((one) => one.lead !== null).length
  const planned = cohorts.filter((one) => one.hasPlan).length
  const ended = setup.warnings.some(({ code }) => code === 'W-RUN-05')
  const steps = [
    { key: 'targets', href: '#targets', done: true, line: t('run-setup.path.fromRules') },
    {
      key: 'bases',
      href: '#bases',
      done: setup.legalBases.length > 0,
      line: ended
        ? t('run-setup.path.basisEnded')
        : t('run-setup.path.bases', { count: formatNumber(setup.legalBases.length, locale) }),
    },
    {
      key: 'places',
      href: '#places',
      done: cohorts.length > 0 && cohorts.length >= setup.targets.neighbourhoods,
      line: of(cohorts.length, setup.targets.neighbourhoods),
    },
    {
      key: 'approve',
      href: '#approve',
      done: run.status !== 'DRAFT',
      line: setup.letterNo ? readerDigits(setup.letterNo, locale) : t('run-setup.path.noLetter'),
    },
    {
      key: 'training',
      href: run.status === 'APPROVED' ? '#begin' : `${base}/training`,
      done: certified > 0 && certified >= Math.max(cohorts.length, 1),
      line:
        run.status === 'APPROVED'
          ? t('run-setup.path.beginFirst')
          : t('run-setup.path.certified', { of: of(certified, setup.targets.facilitators) }),
    },
    {
      key: 'plan',
      href: staffed < cohorts.length ? '#facilitators' : '#plan',
      done: cohorts.length > 0 && planned === cohorts.length && staffed === cohorts.length,
      line: t('run-setup.path.staffed', {
        staffed: formatNumber(staffed, locale),
        planned: formatNumber(planned, locale),
      }),
    },
    {
      key: 'begin',
      href: '#begin',
      done: ['STEP2_RUNNING', 'CLOSING', 'CLOSED'].includes(run.status),
      line: t(`runs.status.${run.status}`),
    },
  ]
  const next = steps.find((step) => !step.done)?.key
  return steps.map(({ key, href, done, line }, index) => {
    const state = done ? 'done' : key === next ? 'next' : 'later'
    return {
      key,
      href,
      title: t('run-setup.path.title', {
        n: formatNumber(index + 1, locale),
        title: t(`run-setup.path.steps.${key}`),
      }),
      state,
      stateLabel: t(`run-setup.path.state.${state}`),
      line,
    }
  })
}
