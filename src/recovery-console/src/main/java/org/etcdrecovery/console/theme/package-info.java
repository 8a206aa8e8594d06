/** Fonts and the two themes. Styles use roles; light and dark differ in AtlantaFX's tokens only. */
@NullMarked
package org.etcdrecovery.console.theme;

import org.jspecify.annotations.NullMarked;
