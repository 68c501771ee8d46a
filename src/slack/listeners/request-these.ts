import { somethingElse } from '../../domain/requests/form-fields.ts';
import { parsePermissionValue } from '../../domain/scope/permission-catalogue.ts';
import { presetOf } from '../../domain/scope/presets.ts';
import { readPermissionsValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { refuseClick } from './refuse-privately.ts';
import { openRequestForm } from './start-request.ts';
import { unknownClick } from './unknown-control.ts';

/** Ask for these: the form opens with the permissions that the button carries. */
export async function requestThese(context: SlackContext, call: ClickCall): Promise<void> {
  const permissions = readPermissionsValue(call.value);
  if (permissions.some((value) => parsePermissionValue(value) === null)) return unknownClick(context, call);
  const refusal = await openRequestForm(context, call, {
    preset: presetOf(permissions) ?? somethingElse,
    permissions,
  });
  await call.ack();
  if (refusal !== null) return refuseClick(context, call, refusal);
}
