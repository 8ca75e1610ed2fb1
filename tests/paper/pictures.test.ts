import { expect, it } from 'vitest'
import { photograph } from './camera'
import { chance } from './chance'
import { judge, NONE, plus, readNow } from './judged'
import { printedSheet, type Raster } from './printed-sheet'
import { sceneOf } from './scene'

const PICTURES = 220
const SIZES = [25, 25, 25, 30, 12] as const

// The law of the paper twin: never a confident wrong mark. What is not sure is asked.
it(`believes no row wrongly in ${PICTURES} pictures of paper`, async () => {
  const sheets = new Map<number, Raster>()
  for (const size of new Set(SIZES)) sheets.set(size, await printedSheet(size))
  let sum = NONE
  const amiss: string[] = []
  for (let seed = 1; seed <= PICTURES; seed++) {
    const c = chance(seed)
    const size = SIZES[seed % SIZES.length]!
    const { paper, rows } = sceneOf(sheets.get(size)!, size, c)
    const { grey, told } = await photograph(paper, c)
    const judged = judge(readNow(grey), rows, `picture ${seed} (${told})`)
    sum = plus(sum, judged.sum)
    amiss.push(...judged.amiss)
  }
  const read = sum.right + sum.asked + sum.wrong
  console.info(
    `${sum.pictures} pictures, ${sum.refused} refused · ${read} rows with one clear mark: ${sum.right} right, ` +
      `${sum.asked} asked, ${sum.wrong} wrong · ${sum.open} rows that must be asked: ${sum.believed} believed`,
  )
  expect(amiss).toEqual([])
  expect(sum).toMatchObject({ wrong: 0, believed: 0 })
  expect(sum.right / read).toBeGreaterThanOrEqual(0.95)
  expect(sum.refused / sum.pictures).toBeLessThanOrEqual(0.05)
})
