export { processErrors } from './errors.ts'
export type { InsightFilter } from './mining/insight-filter.ts'
export { type Insight, readInsight } from './mining/read-insight.ts'
export type { ReasonCount } from './mining/reason-counts.ts'
export { writeXes } from './mining/write-xes.ts'
export { deliverEffects, deliverInside, deliverOutside } from './server/deliver-effects.ts'
export { type MovePrograms, moveNext, type TrialResult, tryMove, undoNext } from './server/move-instances.ts'
export { fireDue } from './server/pass-time.ts'
export { type PastInstance, playPast } from './server/play-past.ts'
export type {
  NodeServices,
  ProcessOutside,
  ProcessProgram,
  ProcessPrograms,
  ProcessServices,
  WrittenTransition,
} from './server/process-program.ts'
export { askProgram, type Rehearsed, rehearse } from './server/rehearse.ts'
export { deliverKept, type SentMessage, sendMessage } from './server/send-message.ts'
export { type Starting, startedBefore, startInstance, startWithin } from './server/start-instance.ts'
export { type ActingOn, runTransition, type Transition } from './server/transition.ts'
export {
  addComment,
  type CommentRow,
  changeComment,
  isMentioned,
  readComment,
  readComments,
  removeComment,
} from './store/comment-store.ts'
export { discussionTables } from './store/discussion-tables.ts'
export { figureViews } from './store/figure-views.ts'
export {
  countInbox,
  type InboxBox,
  type InboxEntry,
  type InboxPlace,
  type InboxQuery,
  type InboxTask,
  inboxBoxes,
  placeOf,
  readInbox,
} from './store/inbox.ts'
export type { InstanceRow } from './store/instance-row.ts'
export {
  addLink,
  type LinkPlace,
  type LinkRow,
  latestLink,
  linkOfHash,
  spendLink,
  withdrawLinks,
} from './store/link-store.ts'
export { lastLook, noteLook } from './store/look-store.ts'
export {
  addMove,
  blockedIn,
  countMove,
  type MoveCounts,
  type MoveRow,
  movesOf,
  moveTables,
  readMove,
} from './store/move-store.ts'
export { processTables } from './store/process-tables.ts'
export { readCopies } from './store/read-copies.ts'
export { countStarted, type FinishedInstance, readFinished } from './store/read-finished.ts'
export {
  anyInstance,
  forgetOldClicks,
  type InstanceDoor,
  type InstanceLine,
  instancesAbout,
  readDoor,
  readInstance,
} from './store/read-instance.ts'
export { type InstanceProgress, readProgress } from './store/read-progress.ts'
export { readVersion, type VersionUse, versionId, versionUses } from './store/version-store.ts'
export { versionDocuments, versionNumbered, versionsOf } from './store/versions-of.ts'
export { nextDue, type RecordWait, recordWaits } from './store/wait-store.ts'
export type { WritePart } from './store/write-parts.ts'
