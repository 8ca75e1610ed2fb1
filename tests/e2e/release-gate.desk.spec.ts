import postgres from 'postgres'
import { expect, expectAccessible, signIn, test } from './guarded'

/** The last release of the demonstration once more, with the true ages of every county in place of the protected ones. */
async function plantUnsafe(database: postgres.Sql): Promise<string> {
  const [last] =
    await database`select r.*, b.basis from app.release r join app.release_basis b on b.release_id = r.id
    where r.status = 'PUBLISHED' and r.programme = 'RESILIENCE' and r.bundle->>'demo' = 'true' order by r.as_of desc limit 1`
  const { places } = last!.basis.truth as {
    places: { county: string; counts: { age: Record<string, number> } }[]
  }
  const cells = last!.bundle.cells.map((cell: Record<string, unknown>) =>
    cell.table === 'COUNTY_AGE'
      ? {
          ...cell,
          class: 'EXACT',
          shown: places
            .filter(({ county }) => county === cell.county)
            .reduce((sum, { counts }) => sum + (counts.age[String(cell.category)] ?? 0), 0),
        }
      : cell,
  )
  const body = JSON.stringify({ ...last!.bundle, cells })
  const [made] = await database`
    insert into app.release (scope_id, run_id, as_of, month, status, bundle, bundle_hash, prepared_by, prepared_at)
    values (${last!.scope_id}, ${last!.run_id}, ${last!.as_of}, 140309, 'IN_REVIEW', ${body}::text::jsonb,
      encode(sha256(convert_to(${body}::text::jsonb::text, 'UTF8')), 'hex'), ${last!.prepared_by}, now()) returning id`
  await database`insert into app.release_basis (release_id, scope_id, basis)
    select ${made!.id}, scope_id, basis from app.release_basis where release_id = ${last!.id}`
  return made!.id as string
}

test('a planted unsafe release is attacked, refused with its reasons, and cannot be signed', async ({
  page,
  browser,
  baseURL,
}) => {
  const database = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  const releaseId = await plantUnsafe(database)
  const gate = page.locator('#gate')

  await test.step('the officer has it attacked, and the page says what could be found', async () => {
    await signIn(page, 'fa', 'officer1@demo.tabavar.local')
    await page.goto(`/fa/office/releases/${releaseId}`)
    await expect(gate).toContainText('آزمون شناسایی در حال انجام است')
    await gate.getByRole('button', { name: 'دوباره بیازما' }).click()
    await expect(gate).toContainText('رد شد: کسی را می‌توان از این عددها شناخت.', { timeout: 120_000 })
    await expect(gate).toContainText('عدد واقعی دقیقاً')
    await expect(gate).toContainText('در جدول‌های مجاز نیست: سن، هر شهرستان')
    await expectAccessible(page)
  })

  await test.step('nobody is offered a signature, and the database refuses one', async () => {
    const desk = await browser.newContext({
      baseURL,
      viewport: { width: 1440, height: 900 },
      locale: 'fa-IR',
    })
    const director = await desk.newPage()
    await signIn(director, 'fa', 'director@demo.tabavar.local')
    await director.goto(`/fa/office/releases/${releaseId}`)
    await expect(director.locator('#decide')).toBeVisible()
    await expect(director.getByRole('button', { name: 'امضا و انتشار' })).toHaveCount(0)
    await expect(
      database`update app.release set status = 'PUBLISHED', number = 99 where id = ${releaseId}`,
    ).rejects.toMatchObject({ code: 'TB001' })
    await director.locator('#reason').fill('عددهای بی‌حفاظ دارد')
    await director.locator('form:has(#reason) button[type="submit"]').click()
    await expect(director).toHaveURL(/\/office\/releases$/)
    await desk.close()
  })
  await database.end()
})
