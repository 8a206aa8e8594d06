/**
 * The console's texts: one resource bundle per package of screens, next to this class, so that the labels, problems and
 * help of a screen can be read in one sitting. The core has its own texts (findings, problems of a plan, failures of a
 * call), because the command line shows the same ones.
 */
@NullMarked
package org.etcdrecovery.console.text;

import org.jspecify.annotations.NullMarked;
