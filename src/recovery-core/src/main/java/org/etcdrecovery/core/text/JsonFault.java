package org.etcdrecovery.core.text;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/** What is wrong with a JSON text, for an operator. The library's own messages speak of tokens and of its settings. */
public final class JsonFault {
    private JsonFault() {}

    /** The place, such as {@code line 3, column 7}; empty if it is not known. */
    public static Optional<String> place(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        return location == null || location.getLineNr() < 1
                ? Optional.empty()
                : Optional.of("line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    /** What is wrong there, without a full stop. */
    public static String what(JacksonException fault) {
        return switch (fault) {
            case UnexpectedEndOfInputException _ -> "the text ends in the middle: the file is cut off, or empty";
            case StreamConstraintsException _ -> "a text, a number or the nesting is longer than in any document of"
                    + " this program";
            case DatabindException _ -> "more text follows the end of the document";
            case JacksonException e when e.getOriginalMessage().startsWith("Duplicate") -> "this field is there twice";
            default -> "this is not JSON";
        };
    }
}
