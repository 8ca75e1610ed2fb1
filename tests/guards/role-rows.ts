import { ALL } from '../e2e/roles-cells'

/**
 * Which roles may give which command, in a place of theirs, by the letters of tests/e2e/roles-cells.ts; whoever is not named is refused.
 * Written by hand from what each role is for, never computed from `lib/access/policy.ts`. `npm run test:guards` gives every command the tests
 * call to each role in turn, with the same input at the same place; letters in brackets may too, where no call of the tests shows it. A command without a row fails tests/architecture/acts.test.ts.
 */
const OFFICE = 'OD'
const RECORDS = 'FODT'
const ENROLS = 'FODC'
/** Whoever works for a programme, reads it all or keeps its reference data: all but the book's keeper, the counsellor and the nation's viewer. */
const SEES = 'FODCTWSHAKVGPUM'

/** About herself: whoever is signed in. */
export const ANYBODY = 'anybody'

const ROWS: [who: string, domain: string, commands: string][] = [
  ['M', 'access', 'openProvince'],
  ['ODM', 'access', 'createAccount invite resetFactor setStatus endSessions'],
  // The office of its facilitators only, whose roles come and go with their groups in the tests.
  ['M(OD)', 'access', 'giveRole endRole'],
  ['FODCTUM', 'access', 'makeApiToken'],
  [ANYBODY, 'access', 'revokeApiToken changePassword endOwnSession setLocale signOut'],

  ['AK', 'associations', 'proposeAssociation doStep undoStep establishAssociation dissolveAssociation'],
  ['AK', 'associations', 'addMeeting addObservance answerQuestion setDecisions addPartner endPartner'],
  ['AKV', 'associations', 'addActivity cancelActivity holdActivity'],
  ['AK', 'associations', 'askQuestion'],
  // Whom an association holds is written where she serves, and no county reads it.
  ['AV', 'associations', 'addVolunteer endVolunteer identifyVolunteer forgetIdentity addShifts strikeShift'],
  ['AV', 'associations', 'giveServiceCard settleServiceQuery'],
  ['AK', 'associations', 'exportMinutes'],

  [OFFICE, 'certificates', 'reissueCertificate'],
  // A volunteer's hours are certified where she serves, as they are written; taken back also by who runs the programme above.
  [`${OFFICE}AV`, 'certificates', 'issueCertificates'],
  [`${OFFICE}AKV`, 'certificates', 'revokeCertificate'],
  ['FODCTAV', 'certificates', 'printCertificate'],
  ['M', 'certificates', 'rotateCertificateKey'],

  [
    'G',
    'charities',
    'proposeAgreement moveAgreement addProvider setProvider moveProvider setPlaces addAssessment',
  ],
  ['G', 'charities', 'addNeed moveNeed addMeeting addService importServices addEvent unlinkPerson'],
  // A woman is named at a need by who holds both people and needs: no role by itself does.
  ['', 'charities', 'linkPerson'],
  ['G', 'charities', 'makeOffer attachOffer revokeOffer addPledge settle addReview setNameConsent'],
  [
    'G',
    'charities',
    'issueServedCards recordComplaint takeComplaint answerComplaint readComplaint confirmByVoice',
  ],
  [
    'GP',
    'charities',
    'answerOffer recordDelivery recordOutcome importDeliveries previewDeliveries exportDeliveries',
  ],
  ['G', 'charities', 'keepDocument readDocument removeDocument'],
  ['GU', 'charities', 'exportServices'],

  [RECORDS, 'community', 'addRecord correctRecord strikeRecord'],
  [RECORDS, 'community', 'moveProposal'],
  [RECORDS, 'files', 'keepPicture removePicture'],
  [OFFICE, 'files', 'keepVoice removeVoice'],

  [
    'WS',
    'hamyar',
    'proposeGroup addMembers setMember endMembership recordEvent addPlanItem settlePlanItem askSupport',
  ],
  ['WS', 'hamyar', 'setGroup signAssessment addVocational rateMembers answerSupport'],
  ['WH', 'hamyar', 'approveGroup'],
  ['WS', 'hamyar', 'moveGroup'],
  ['W', 'hamyar', 'addRuleSet addTrade assignWorker addCriterion changeCriterion setHTarget'],
  ['B', 'hamyar', 'addEntry reverseEntry shareTotals'],

  [OFFICE, 'indicators', 'prepareQuarter withdrawQuarter addOutsideFigure strikeOutsideFigure setTarget'],
  ['D', 'indicators', 'signQuarter'],
  ['FODCTU', 'indicators', 'readOutsidePaper'],

  [OFFICE, 'interest', 'answerInterest viewInterest'],
  [OFFICE, 'neighbourhoods', 'addPlace confirmPlaces movePlace addService changeService endService'],

  [OFFICE, 'people', 'addFacilitator inviteFacilitator erasePerson revealIdentifier'],
  ['ODWH', 'people', 'decideDuplicate'],
  [
    ENROLS,
    'people',
    'enrolPeople registerPerson confirmRoster giveSigns setSign withdrawConsent exportLeftRows',
  ],
  [ENROLS, 'people', 'discardDraft'],
  ['FODCT', 'people', 'keepDraft'],
  ['FOD', 'people', 'readConsent'],
  ['FODCT', 'people', 'findByNationalId'],
  ['FODCTWSH', 'people', 'notePeopleList viewPerson'],

  [SEES, 'picture', 'openFeed closeFeed saveView dropView'],
  [SEES, 'picture', 'exportPicture'],
  ['FODTWS', 'picture', 'referPerson'],
  ['FODTWS', 'picture', 'withdrawReferral'],
  // Whoever takes people in for the programme it came to, in her county: the plan's and the hamyar groups' offices, and the others'.
  ['FODCWSAKG', 'picture', 'answerReferral viewReach'],
  [SEES, 'picture', 'searchAll'],

  [
    OFFICE,
    'programmes',
    'addCohort assignFacilitator addBudgetLine strikeBudgetLine certifyAll certifyFacilitator',
  ],
  [
    OFFICE,
    'programmes',
    'closeCohort copyPlaces createRun endFacilitator addLegalBasis attachLegalBasis moveRun',
  ],
  [
    OFFICE,
    'programmes',
    'moveSession acceptFacilitator nominateFacilitator planSessions readyCohort replaceFacilitator',
  ],
  [OFFICE, 'programmes', 'replaceSession setCohortPlan setRunAudience'],
  [RECORDS, 'programmes', 'passModule'],
  [OFFICE, 'programmes', 'recordKnowledge'],
  ['FODC', 'programmes', 'leaveCohort readmit transferPerson leaveWaiting promoteWaiting'],
  [OFFICE, 'programmes', 'approveRun'],
  ['D', 'programmes', 'waiveHours'],
  ['DM', 'programmes', 'loadHolidays'],

  [OFFICE, 'quality', 'drawSample recordCall settleFlag'],

  [OFFICE, 'releases', 'askAttack attackRelease prepareRelease'],
  ['D', 'releases', 'setOfficeContact'],
  // Each programme beside the plan prepares and signs its own.
  ['GWAK', 'releases', 'prepareSibling setProgrammeContact'],
  ['DGWAK', 'releases', 'signRelease recordCorrection'],
  ['ODGWAK', 'releases', 'returnRelease'],

  ['FODCTU', 'reports', 'exportAttendance'],
  ['FODCT', 'reports', 'exportPeople exportCompleters'],
  ['FODCTUM', 'reports', 'exportFigures exportIndicators exportSessions'],
  // At a run's own place, where only an office or an auditor works.
  ['FODCTU', 'reports', 'exportReport'],
  ['D', 'reports', 'signReport'],
  [OFFICE, 'reports', 'writeReason'],
  // A week's numbers are of marks: whoever reads none is sent none. The worker sends them, in the account's own name.
  ['FODCTWSHAU', 'reports', 'wantDigest sendDigest'],
  ['D', 'rules', 'changeRule'],

  [OFFICE, 'surveys', 'issueCards declineCard partLinks'],
  ['L', 'surveys', 'takeReferral viewReferral endReferral'],
  [OFFICE, 'surveys', 'openWave closeWave'],
  ['ODM', 'surveys', 'loadWording removeWording'],

  [OFFICE, 'sync', 'resolveConflict'],
  // What a phone sent waits at its unit: a group of the plan for the plan's office, a hamyar group for whoever reviews there.
  ['ODWH', 'sync', 'decideQuarantine'],
  [RECORDS, 'sync', 'enterInbound enterSms'],
  ['FODTWSBAV', 'sync', 'registerDevice recoverySecret'],
  [`${SEES}B`, 'sync', 'pullPack'],
  // Anybody her own, which the tests take out of use by its office only.
  [`OD(${ALL.replace(/[OD]/g, '')})`, 'sync', 'withdrawDevice'],

  [RECORDS, 'tasks', 'finishTask raiseSafeguard'],
  [OFFICE, 'tasks', 'viewTask'],

  [RECORDS, 'workshops', 'importRegisters exportSession exportLeftCells saveMood saveRegister'],
  ['FODCT', 'workshops', 'printRegister'],
  [OFFICE, 'workshops', 'approveSheets reviewSheet planMakeUp resolveGuest'],
  [ANYBODY, 'workshops', 'printHours'],
]

/** By «domain/command» the letters of who may, or `anybody`. */
export const COMMAND_ROWS: Record<string, string> = Object.fromEntries(
  ROWS.flatMap(([who, domain, commands]) => commands.split(' ').map((name) => [`${domain}/${name}`, who])),
)
