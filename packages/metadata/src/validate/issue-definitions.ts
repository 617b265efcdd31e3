import { defineErrors } from '@mortise/core'
import { appIssues } from './issues/app-issues.ts'
import { commandIssues } from './issues/command-issues.ts'
import { entityIssues } from './issues/entity-issues.ts'
import { formIssues } from './issues/form-issues.ts'
import { pageIssues } from './issues/page-issues.ts'
import { processIssues } from './issues/process-issues.ts'
import { publicFormIssues } from './issues/public-form-issues.ts'
import { shapeIssues } from './issues/shape-issues.ts'
import { viewIssues } from './issues/view-issues.ts'

/** Every finding of validation. The codes are part of the product's catalogue of errors. */
export const issueDefinitions = {
  ...shapeIssues,
  ...appIssues,
  ...entityIssues,
  ...viewIssues,
  ...formIssues,
  ...pageIssues,
  ...publicFormIssues,
  ...commandIssues,
  ...processIssues,
}

export type IssueCode = keyof typeof issueDefinitions

// Into the product's catalogue, part by part, so that nobody else can take one of these codes, and no part that of another.
for (const part of [
  shapeIssues,
  appIssues,
  entityIssues,
  viewIssues,
  formIssues,
  publicFormIssues,
  commandIssues,
  pageIssues,
  processIssues,
])
  defineErrors(Object.fromEntries(Object.entries(part).map(([code, { zh, en }]) => [code, { status: 422, zh, en }])))
