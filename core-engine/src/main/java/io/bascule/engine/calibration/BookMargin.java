package io.bascule.engine.calibration;

import io.bascule.engine.margin.MarginParameters;
import java.util.List;

/** The requirement of books under the parameters of a day. For one thread. */
interface BookMargin {
    /** Parameters of the coins of all books, from now on. */
    void take(MarginParameters parameters);

    /** Makes up an account of these legs only. */
    void hold(List<Leg> legs);

    /** IM of what is held, as a part of a whole book's gross notional. */
    double initialMargin();

    /** MM of what is held, as a part of a whole book's gross notional. */
    double maintenanceMargin();
}
