import { formsUnder } from './form'

export const { doing, onward } = formsUnder(/^\/(fa|en)\/(office|book|desk)[\w/?=&#-]*$/)
