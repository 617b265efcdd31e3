export {
  type BlockContents,
  type BlockPlace,
  type BlockRead,
  type BlockRole,
  type BlockRoles,
  type BlockType,
  blockReads,
  defineBlockType,
  keepReads,
  mapReads,
} from './contract/block-type.ts'
export {
  type CommandActionType,
  type CommandPart,
  type CommandPlaceOf,
  defineCommandAction,
} from './contract/command-action-type.ts'
export {
  type BlockOptionEditor,
  type CommandOptionEditor,
  type ComputedSource,
  defineFieldType,
  emptyOptions,
  type FieldGroup,
  type FieldType,
  fieldGroups,
  type OptionEditor,
  option,
  type TextReading,
  type ValueProblem,
} from './contract/field-type.ts'
export {
  type FieldWanted,
  type NodeDescription,
  type NodeGroup,
  type NodeOptionEditor,
  type NodeOptionSection,
  type NodePart,
  type NodePlace,
  nodeGroups,
  nodeOption,
  nodeOptionSections,
  type ProcessFinding,
  type ProcessKnowledge,
} from './contract/process-node-type.ts'
export {
  calculatedColumns,
  defineViewType,
  type KnownParts,
  keepPaths,
  type ViewFieldRole,
  type ViewPath,
  type ViewPlace,
  type ViewProblem,
  type ViewType,
  viewPaths,
} from './contract/view-type.ts'
export { type Conversion, convertValue, shownText } from './convert/convert-value.ts'
export type { AppChange, ChangeImpact } from './diff/app-change.ts'
export { archiveRemoved } from './diff/archive-removed.ts'
export { diffApps } from './diff/diff-apps.ts'
export { AppDocument } from './documents/app.ts'
export { CommandAction, CommandDocument, CommandInput, type CommandPlace, commandPlaces } from './documents/command.ts'
export { ColourName, colourNames, FieldPath, IconName, Key, keyPattern, Localized } from './documents/common.ts'
export { type DocumentId, type DocumentKind, documentId } from './documents/document-names.ts'
export { type AppDocumentAny, type DocumentByKind, documentKinds } from './documents/documents.ts'
export {
  EntityDocument,
  FieldDocument,
  type FigureKind,
  figureKinds,
  type SystemFieldKey,
  systemFieldKeys,
} from './documents/entity.ts'
export {
  type AggregateFunction,
  aggregateFunctions,
  ContextValue,
  Filter,
  type FilterCondition,
  type FilterOperator,
  type FilterValue,
  FurtherFilter,
  filterOperators,
  RelativeRange,
  Sort,
} from './documents/filter.ts'
export { FormDocument, FormItem, FormUse, type HiddenValue, hiddenValues } from './documents/form.ts'
export {
  FormAction,
  FormRule,
  type MessageLevel,
  messageLevels,
  type SetMode,
  setModes,
} from './documents/form-rule.ts'
export { MenuDocument, MenuEntry } from './documents/menu.ts'
export { type OptionDocument, OptionSetDocument } from './documents/option-set.ts'
export { type BlockOptions, PageBlock, PageDocument, type PageTab } from './documents/page.ts'
export {
  fillPlaceholders,
  Placeholder,
  type PlaceholderFormat,
  Placeholders,
  placeholderFormats,
  placeholderKeys,
} from './documents/placeholder.ts'
export {
  type ApprovalColumn,
  approvalColumns,
  PrintDocument,
  PrintItem,
  PrintPage,
  pageSizes,
  printAligns,
  textSizes,
} from './documents/print.ts'
export {
  nodeOutcomes,
  ProcessDocument,
  ProcessNode,
  ProcessStarts,
  ProcessTitle,
  ProcessTransition,
  processLimits,
  StartBySchedule,
  scheduleEvery,
} from './documents/process.ts'
export {
  PublicChoice,
  type PublicDuplicates,
  PublicFormDocument,
  PublicLimits,
  PublicParameter,
  publicDuplicates,
} from './documents/public-form.ts'
export {
  type DataScope,
  dataScopes,
  EntityGrant,
  type FieldAccess,
  FieldGrant,
  fieldAccesses,
  RoleDocument,
  RowGrant,
} from './documents/role.ts'
export { StoredExpressionSchema } from './documents/stored-expression.ts'
export { TranslationDocument } from './documents/translation.ts'
export {
  type CalculatedValue,
  type ColourRule,
  ListColumn,
  ListOptions,
  rowHeights,
  ViewDocument,
  ViewOptions,
  ViewTypeKey,
  viewBase,
} from './documents/view.ts'
export { expressionToFilter } from './filter/expression-to-filter.ts'
export { type FilterPlace, filterToExpression } from './filter/filter-to-expression.ts'
export {
  type CompiledFormRule,
  compileFormRules,
  partsOfRule,
  type RuleChoice,
  type RulePart,
  type RuleValue,
  serverExpression,
  typeOf as expressionTypeOf,
} from './form/compile-form-rules.ts'
export {
  type ComputedMode,
  type FormPlan,
  type FormPlanInput,
  isPreviewed,
  type PlannedField,
  type PlannedPart,
  planForm,
} from './form/form-plan.ts'
export {
  type FormPart,
  fieldOfItem,
  formFieldKeys,
  itemKeysOf,
  itemsOf,
  type PlacedItem,
  partsOf,
} from './form/form-tree.ts'
export { formatDocument } from './format/format-document.ts'
export { standaloneSchema } from './format/standalone-schema.ts'
export {
  type MergeChoice,
  type MergeConflict,
  type MergedDocument,
  mergeDocument,
} from './merge/merge-document.ts'
export type {
  AppModel,
  ComputedModel,
  EntityModel,
  FieldModel,
  InverseRelation,
  OptionSetModel,
} from './model/app-model.ts'
export { bindOuter, literalOf } from './model/bind-outer.ts'
export { calculatedField } from './model/calculated-field.ts'
export { type ColumnLimit, limitsOfView } from './model/column-limits.ts'
export { type CompileOptions, compileApp } from './model/compile-app.ts'
export { type ComputedGraph, type ComputedNode, type ComputedReader, computedGraphOf } from './model/computed-graph.ts'
export { type ComputedRead, manyStep, type ReadStep, readsOf } from './model/computed-reads.ts'
export { dependentsOf } from './model/dependents-of.ts'
export { type ReadableParts, schemaOf } from './model/expression-schema.ts'
export { type FigureDocumentsInput, figureDocuments } from './model/figure-documents.ts'
export { type FigureField, figureFields } from './model/figure-fields.ts'
export {
  type GrantedAccess,
  type GrantedRows,
  grantedAccess,
  grantedRows,
  grantOnField,
  grantOver,
} from './model/granted.ts'
export { type HeldColours, heldColours } from './model/held-colours.ts'
export { inlinedCost, maxInlinedCost } from './model/inlined-cost.ts'
export { isSettable } from './model/is-settable.ts'
export { nodePlace } from './model/node-place.ts'
export { blocksOf, mapBlocks, pagesOf, rowsOf } from './model/page-tree.ts'
export { plainFields } from './model/plain-fields.ts'
export { type FoundList, type ProcessNames, processName } from './model/process-names.ts'
export { isOpenToVisitors, publicRoleKey, roleOf } from './model/public-form-role.ts'
export { type RelatedPath, relatedPath } from './model/related-path.ts'
export { type ResolvedPath, resolvePath, shownField } from './model/resolve-path.ts'
export {
  checkRoleCondition,
  conditionsOfRole,
  type PlacedRoleCondition,
  type RoleCondition,
} from './model/role-conditions.ts'
export { seesTimes } from './model/sees-times.ts'
export { systemFields, systemFieldsOf } from './model/system-fields.ts'
export { type TextPlace, textPlaces } from './model/text-places.ts'
export { closureOf, valueOfField } from './model/value-of-field.ts'
export { aggregateProblem } from './validate/aggregate-problem.ts'
export { isResultType } from './validate/check-computed.ts'
export { checkShape, type Fitting, shapeInWords } from './validate/check-shape.ts'
export { type IssueCode, issueDefinitions } from './validate/issue-definitions.ts'
export type { IssueDefinition } from './validate/issues/issue-definition.ts'
export { type IssuePlace, issueFrom, makeIssue } from './validate/make-issue.ts'
export { documentIdOf, maxDocumentDepth } from './validate/read-documents.ts'
export { soundDocuments } from './validate/sound-documents.ts'
export { suggestionFor } from './validate/suggestion-for.ts'
export { isPublishable, type ValidateOptions, validateApp } from './validate/validate-app.ts'
export type { ValidationIssue } from './validate/validation-issue.ts'
