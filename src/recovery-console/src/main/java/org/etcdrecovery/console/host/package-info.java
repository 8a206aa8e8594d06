/** What runs on the host of the console, and how it is configured. Reads only; not for the FX thread. */
@NullMarked
package org.etcdrecovery.console.host;

import org.jspecify.annotations.NullMarked;
