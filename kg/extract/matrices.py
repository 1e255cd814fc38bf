"""Lets a spaCy pipeline multiply its matrices with numpy's BLAS.

thinc multiplies with BLIS, whose general kernels take about twice as long as those that numpy is built with. Those start a
thread for each core, which gains nothing with the small matrices of a sentence, and keeps other processes waiting: on two cores
two processes read 7 documents a second so, and 40 with one thread each. With one, sums come in one order on every machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

__all__ = ["use_numpy_blas"]


class _NumpyBlas(NumpyOps):  # type: ignore[misc]
    name = "numpy-blas"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_numpy_blas(nlp: Any) -> None:
    """Set numpy's BLAS, with one thread, in every model of the pipeline *nlp* that computes with thinc on the processor."""
    threadpool_limits(limits=1, user_api="blas")
    ops = _NumpyBlas()
    models = (component.model for _, component in nlp.pipeline if hasattr(component, "model"))
    for node in (node for model in models for node in model.walk()):
        if type(node.ops) is NumpyOps:
            node.ops = ops
