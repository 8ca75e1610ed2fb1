import type { ReleaseLinks } from '@/lib/releases/links'
import { Aims } from './aims'
import { Answers } from './answers'
import { Completion } from './completion'
import { Counties } from './counties'
import { Fabric } from './fabric'
import { Hero } from './hero'
import { Months } from './months'
import { Outcomes } from './outcomes'
import { People } from './people'
import type { ReleaseProps } from './props'
import { Quotations } from './quotations'
import { Stamp } from './stamp'
import { Tiles } from './tiles'

/** A release, whole: one sentence, one number, one picture, then the detail. */
export function ReleasePage({
  t,
  locale,
  release,
  links,
  heading,
}: ReleaseProps & {
  links: ReleaseLinks
  /** «h2» where the release is shown inside a page that has its own title. */
  heading?: 'h1' | 'h2'
}) {
  const given = { t, locale, release }
  return (
    <>
      <Hero {...given} heading={heading} />
      <Tiles {...given} />
      <Fabric {...given} links={links} />
      <Completion {...given} />
      <Outcomes {...given} links={links} />
      <Months {...given} />
      <Counties {...given} links={links} />
      <People {...given} />
      <Aims {...given} />
      <Quotations {...given} />
      <Answers {...given} />
      <Stamp {...given} links={links} />
    </>
  )
}
