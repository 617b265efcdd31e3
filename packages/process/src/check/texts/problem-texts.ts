import { factProblems } from './fact-problems.ts'
import { flowProblems } from './flow-problems.ts'
import { nodeProblems } from './node-problems.ts'
import { peopleProblems } from './people-problems.ts'
import { structureProblems } from './structure-problems.ts'

/** Every finding that the check of a process knows. */
export const problemTexts = {
  ...structureProblems,
  ...nodeProblems,
  ...flowProblems,
  ...peopleProblems,
  ...factProblems,
}

export type ProblemCode = keyof typeof problemTexts
