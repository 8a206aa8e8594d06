/** Has a save repeated: units of systemd or a CronJob that save, judge, keep and thin. The console installs nothing. */
@NullMarked
package org.etcdrecovery.console.step.snapshot.repeat;

import org.jspecify.annotations.NullMarked;
