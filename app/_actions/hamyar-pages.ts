import { formsUnder } from './form'

export const { doing, onward } = formsUnder('(?:office|book|desk)')
