import { defineErrors } from '@mortise/core'

/** Faults of the configuration and of the start; the server prints the message in both languages and ends. */
export const startErrors = defineErrors({
  CONFIG_NOT_A_NUMBER: {
    status: 500,
    en: '{name} must be a whole number from {minimum} to {maximum}, but it is "{value}".',
    zh: '{name} 必须是 {minimum} 到 {maximum} 之间的整数，现在是「{value}」。',
  },
  CONFIG_NOT_A_URL: {
    status: 500,
    en: '{name} must be an address that starts with {schemes}, but it is "{value}".',
    zh: '{name} 必须是以 {schemes} 开头的地址，现在是「{value}」。',
  },
  CONFIG_NOT_ONE_OF: {
    status: 500,
    en: '{name} must be one of {choices}, but it is "{value}".',
    zh: '{name} 只能是 {choices} 之一，现在是「{value}」。',
  },
  CONFIG_TIME_ZONE_UNKNOWN: {
    status: 500,
    en: 'TIME_ZONE must be a time zone name such as Asia/Shanghai, but it is "{value}".',
    zh: 'TIME_ZONE 必须是时区名（例如 Asia/Shanghai），现在是「{value}」。',
  },
  CONFIG_SECRET_SHORT: {
    status: 500,
    en: 'SECRET must have at least 32 characters; leave it out to have one made in DATA_DIR.',
    zh: 'SECRET 至少要有 32 个字符；不设置时会在 DATA_DIR 中自动生成。',
  },
  CONFIG_EMAIL_INVALID: {
    status: 500,
    en: '{name} must be an e-mail address, but it is "{value}".',
    zh: '{name} 必须是电子邮箱地址，现在是「{value}」。',
  },
  CONFIG_NETWORK_INVALID: {
    status: 500,
    en: '{name} must be addresses or networks such as 10.1.0.0/16, separated by commas, but there is "{value}".',
    zh: '{name} 必须是用逗号分隔的地址或网段（例如 10.1.0.0/16），其中有「{value}」。',
  },
  CONFIG_PASSWORD_SHORT: {
    status: 500,
    en: '{name} must have at least 8 characters.',
    zh: '{name} 至少要有 8 个字符。',
  },
  PORT_TAKEN: {
    status: 500,
    en: 'Port {port} on {host} is used by another program; stop it or set PORT to another number.',
    zh: '{host} 的端口 {port} 已被其他程序占用；请停止该程序，或把 PORT 设为其他端口。',
  },
  PORT_FORBIDDEN: {
    status: 500,
    en: 'Port {port} may not be opened by this user; set PORT to a number above 1023.',
    zh: '当前用户无权使用端口 {port}；请把 PORT 设为 1023 以上的数字。',
  },
  HOST_UNAVAILABLE: {
    status: 500,
    en: 'HOST "{host}" is not an address of this machine.',
    zh: 'HOST「{host}」不是本机的地址。',
  },
  DATA_DIR_UNWRITABLE: {
    status: 500,
    en: 'DATA_DIR "{path}" cannot be written ({reason}); choose a folder that this user may write.',
    zh: 'DATA_DIR「{path}」无法写入（{reason}）；请换一个当前用户可写的目录。',
  },
})

/** Refusals of the HTTP layer. */
export const httpErrors = defineErrors({
  REQUEST_INVALID: {
    status: 400,
    en: 'The request is not valid: {reason}.',
    zh: '请求无效：{reason}。',
  },
  JSON_INVALID: { status: 400, en: 'The body is not valid JSON.', zh: '请求内容不是有效的 JSON。' },
  JSON_TOO_DEEP: {
    status: 400,
    en: 'The JSON is nested deeper than {limit} levels.',
    zh: 'JSON 的嵌套超过了 {limit} 层。',
  },
  TEXT_UNSTORABLE: {
    status: 400,
    en: 'A text holds a character that cannot be stored (U+0000 or half of a surrogate pair).',
    zh: '文本中含有无法存储的字符（U+0000 或不完整的代理对）。',
  },
  BODY_TOO_LARGE: { status: 413, en: 'The body is larger than allowed.', zh: '请求内容超过允许的大小。' },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    en: 'The body must be sent as application/json.',
    zh: '请求内容必须以 application/json 发送。',
  },
  ROUTE_NOT_FOUND: { status: 404, en: 'There is nothing at this address.', zh: '该地址不存在。' },
  APP_UNKNOWN: { status: 404, en: 'There is no such app.', zh: '没有这个应用。' },
  ORIGIN_FOREIGN: {
    status: 403,
    en: 'This change does not come from a page of this server.',
    zh: '该修改请求不是来自本服务器的页面。',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    en: 'Too many requests. Try again in {seconds} seconds.',
    zh: '请求过于频繁，请在 {seconds} 秒后再试。',
  },
  INTERNAL_ERROR: {
    status: 500,
    en: 'Something went wrong on the server. Quote {requestId} when you report it.',
    zh: '服务器出错了。反馈问题时请提供编号 {requestId}。',
  },
  SERVER_UNAVAILABLE: {
    status: 503,
    en: 'The server cannot reach its database at the moment. Try again shortly.',
    zh: '服务器暂时无法连接数据库，请稍后再试。',
  },
})

/** Refusals of log-in, sessions, tokens, and the administration of people. */
export const identityErrors = defineErrors({
  AWAY_SELF: { status: 400, en: 'Choose somebody else to act for you.', zh: '请选择本人以外的代理人。' },
  HEIR_SELF: { status: 400, en: 'Choose somebody else to take over.', zh: '请选择本人以外的接替人。' },
  AWAY_TIME: { status: 400, en: 'The end has to come after the beginning.', zh: '结束时间须晚于开始时间。' },
  AWAY_NOT_FOUND: { status: 404, en: 'There is no such absence.', zh: '没有此外出代理设置。' },
  NOT_SIGNED_IN: { status: 401, en: 'Please sign in.', zh: '请先登录。' },
  SIGN_IN_FAILED: { status: 401, en: 'The e-mail or the password is wrong.', zh: '邮箱或密码不正确。' },
  PASSWORD_WRONG: { status: 400, en: 'The current password is wrong.', zh: '当前密码不正确。' },
  NOT_ALLOWED: { status: 403, en: 'You may not do this.', zh: '您没有权限执行此操作。' },
  TOKEN_SCOPE: {
    status: 403,
    en: 'The API token does not have the scope "{scope}".',
    zh: '该 API 令牌没有「{scope}」权限范围。',
  },
  TOKEN_SCOPE_UNKNOWN: {
    status: 400,
    en: 'There is no scope "{scope}".',
    zh: '没有名为「{scope}」的权限范围。',
  },
  TOKEN_NOT_FOUND: { status: 404, en: 'There is no such token.', zh: '没有这个令牌。' },
  TOKEN_EXPIRY_PAST: {
    status: 400,
    en: 'The expiry of the token must lie in the future.',
    zh: '令牌的到期时间必须晚于现在。',
  },
  USER_NOT_FOUND: { status: 404, en: 'There is no such user.', zh: '没有这个用户。' },
  USER_EMAIL_TAKEN: {
    status: 409,
    en: 'There is already a user with the e-mail {email}.',
    zh: '邮箱 {email} 已被其他用户使用。',
  },
  USER_LAST_ADMINISTRATOR: {
    status: 409,
    en: 'At least one active administrator must remain.',
    zh: '至少要保留一名启用的管理员。',
  },
  USER_MANAGER_CYCLE: {
    status: 409,
    en: 'A user cannot be their own manager, directly or through others.',
    zh: '用户不能直接或间接成为自己的上级。',
  },
  ROLE_NOT_FOUND: { status: 400, en: 'There is no role "{role}".', zh: '没有名为「{role}」的角色。' },
  DEPARTMENT_NOT_FOUND: { status: 404, en: 'There is no such department.', zh: '没有这个部门。' },
  DEPARTMENT_CYCLE: {
    status: 409,
    en: 'A department cannot be below itself.',
    zh: '部门不能移到自己或自己的下级之下。',
  },
  DEPARTMENT_IN_USE: {
    status: 409,
    en: 'The department still has members or departments below it.',
    zh: '该部门还有成员或下级部门。',
  },
})

/** Refusals of the file store and of saved views. */
export const contentErrors = defineErrors({
  FILE_NOT_FOUND: { status: 404, en: 'There is no such file.', zh: '没有这个文件。' },
  FILE_TOO_LARGE: {
    status: 413,
    en: 'The file is larger than {limitMb} MB.',
    zh: '文件超过 {limitMb} MB。',
  },
  FILE_EMPTY: { status: 400, en: 'The file is empty.', zh: '文件是空的。' },
  FILE_INCOMPLETE: {
    status: 400,
    en: 'The upload broke off before the end of the file.',
    zh: '文件上传中断，内容不完整。',
  },
  FILE_STORE_FULL: {
    status: 507,
    en: 'There is no room left for files on the server.',
    zh: '服务器的文件存储空间已满。',
  },
  PACK_UNKNOWN: { status: 404, en: 'There is no pack "{pack}".', zh: '没有模板包「{pack}」。' },
  SAVED_VIEW_NOT_FOUND: { status: 404, en: 'There is no such view.', zh: '没有这个视图。' },
  SAVED_VIEW_LOCKED: {
    status: 409,
    en: 'The view is locked. Unlock it to change it.',
    zh: '视图已锁定，解除锁定后才能修改。',
  },
  SAVED_VIEW_TYPE_UNKNOWN: {
    status: 400,
    en: 'There is no view type "{type}".',
    zh: '没有视图类型「{type}」。',
  },
  SAVED_VIEW_INVALID: {
    status: 400,
    en: 'The options of the view are not right at {option}: {problem}',
    zh: '视图选项 {option} 不对：{problem}',
  },
  SAVED_VIEW_FIELD_UNFIT: {
    status: 400,
    en: 'The field for "{option}" does not fit this type of view.',
    zh: '「{option}」所用的字段不适合这种视图。',
  },
  SAVED_VIEW_FIELD_UNKNOWN: {
    status: 400,
    en: 'The view names a field "{field}" that does not exist.',
    zh: '视图使用了不存在的字段「{field}」。',
  },
})

/** Faults of mail. */
export const mailErrors = defineErrors({
  MAIL_OFF: {
    status: 409,
    en: 'Mail cannot be sent: SMTP_URL is not set.',
    zh: '无法发送邮件：服务器没有设置 SMTP_URL。',
  },
  MAIL_ADDRESS: {
    status: 422,
    en: '"{address}" is not an e-mail address.',
    zh: '「{address}」不是电子邮箱地址。',
  },
  MAIL_REFUSED: { status: 422, en: 'The mail server refused it: {reason}', zh: '邮件服务器拒绝了这封邮件：{reason}' },
  MAIL_NOT_SENT: { status: 503, en: 'The mail could not be sent: {reason}', zh: '邮件没有发出：{reason}' },
})

/** Faults of notifications. */
export const notificationErrors = defineErrors({
  NOTIFICATION_NOT_FOUND: { status: 404, en: 'There is no such notification.', zh: '没有这条通知。' },
})

/** Faults of calls to other programs. From 422 nothing is gained by trying again. */
export const outboundErrors = defineErrors({
  OUTBOUND_ADDRESS: {
    status: 422,
    en: 'This is not an address that can be called: http or https, without a password in it.',
    zh: '地址无法调用：须以 http 或 https 开头，且不含密码。',
  },
  OUTBOUND_PRIVATE: {
    status: 422,
    en: '"{host}" is inside a private network and may not be called; an operator can allow it with WEBHOOK_NETWORKS.',
    zh: '「{host}」在内部网络中，不能调用；运维人员可用 WEBHOOK_NETWORKS 放行。',
  },
  OUTBOUND_TOO_LARGE: { status: 422, en: 'The answer is larger than {max}.', zh: '应答超过 {max}。' },
  OUTBOUND_FAILED: { status: 503, en: 'There was no answer: {reason}', zh: '没有得到应答：{reason}' },
  WEBHOOK_LATER: { status: 503, en: 'The answer was {status}: {answer}', zh: '应答为 {status}：{answer}' },
  WEBHOOK_REFUSED: {
    status: 422,
    en: 'The call was refused with {status}: {answer}',
    zh: '调用被拒绝，应答为 {status}：{answer}',
  },
  SECRET_UNKNOWN: {
    status: 422,
    en: 'There is no secret "{name}" for the host {host}.',
    zh: '没有可用于主机 {host} 的密钥「{name}」。',
  },
})
