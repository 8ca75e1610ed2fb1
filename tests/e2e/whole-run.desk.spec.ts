import type { Page } from '@playwright/test'
import { writeXlsx } from 'hucre/xlsx'
import { expect, expectAccessible, expectFits, signIn, test } from './guarded'
import { standAt } from './whole-run-clock'
import {
  approveRun,
  createRun,
  formGroup,
  openClass,
  openGroup,
  PLACE,
  RUN,
  setRules,
  trainAndCertify,
} from './whole-run-desk'
import { computedApart, count, hours, MARKS, MEMBERS, share } from './whole-run-people'
import { countHeads, keepRegister, submitRegister } from './whole-run-register'

const HANDLE = 'mahmonir@field.example'
const PASSWORD = 'sarvestan-e-bala-1402'
const nameOf = (at: number) => `${MEMBERS[at]!.first} ${MEMBERS[at]!.last}`

test('a whole run, from its set-up to its final figures, agrees with a computation made apart', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000)
  await signIn(page, 'fa', 'officer1@demo.tabavar.local')

  await test.step('a run is created, given its own rules by the director, and approved by a letter', async () => {
    await createRun(page)
    await standAt(RUN, '2023-10-23T05:00:00Z') // 1402/08/01
    const desk = await browser.newContext({
      baseURL,
      viewport: { width: 1440, height: 900 },
      locale: 'fa-IR',
    })
    const director = await desk.newPage()
    await signIn(director, 'fa', 'director@demo.tabavar.local')
    await setRules(director)
    await desk.close()
    await approveRun(page)
  })

  await test.step('a facilitator is nominated, sits in the class, and gets her certificate', async () => {
    await openClass(page)
    await standAt(RUN, '2023-10-25T14:30:00Z') // 1402/08/03
    await trainAndCertify(page)
  })

  const invitation = await test.step('her group gets its plan and its people, and is ready', () =>
    formGroup(page, HANDLE))
  expect(invitation).toContain('/invitation/')
})
