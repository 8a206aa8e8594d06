/**
 * The words of the console: one resource bundle a package of screens, beside this class, so that labels, problems and
 * help of a screen can be read in one sitting. What the core says (findings, problems of a plan, failures of a call)
 * is said there, because the command line says the same.
 */
@NullMarked
package org.etcdrecovery.console.text;

import org.jspecify.annotations.NullMarked;
