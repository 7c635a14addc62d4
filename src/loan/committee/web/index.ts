export { CommitteePage } from './committee-page.tsx'
export { MeetingPage } from './meeting-page.tsx'
export { CommitteeStage } from './committee-stage.tsx'
export { VotesOfCase } from './votes-of-case.tsx'
