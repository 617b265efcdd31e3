import { loadPatterns } from '@mortise/expressions'

export { explainFormula, type FormulaAnalysis } from '@mortise/expressions/text'
export { ExplanationTree } from './explanation-tree.tsx'
export { FormulaEditor, type FormulaEditorProps } from './formula-editor.tsx'
export { FormulaReading } from './formula-reading.tsx'
export type { FormulaScope } from './formula-scope.ts'
export { showValue, type ValueWords } from './show-value.ts'
export { formulaText, storedFormula } from './stored-formula.ts'

// Checked as it is written; until they are here, the server still checks what is saved.
void loadPatterns()
