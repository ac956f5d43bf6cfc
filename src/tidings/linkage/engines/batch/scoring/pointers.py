"""Tables of many arrays as one record of addresses, so that a kernel is handed one pointer instead of all of them.

Handed over as they are, a hundred arrays go with every call: the kernels ran a hundred times slower and took minutes to
compile. `laid_out` makes the record; in a kernel `i4(table.stem, word)` is what `table.stem[word]` is in Python. The
caller keeps the tables as long as the record is in use.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.numpy_support import from_dtype

Record = npt.NDArray[np.void]


def laid_out(table: NamedTuple) -> Record:
    """Return one record that holds the numbers of a table, the addresses of its arrays, and the tables within it."""
    dtype, values = _record(table)
    return np.array([values], dtype)


def _record(table: NamedTuple) -> tuple[np.dtype[np.void], tuple[object, ...]]:
    fields: list[tuple[str, object]] = []
    values: list[object] = []
    for name, value in table._asdict().items():
        if isinstance(value, np.ndarray):
            if not value.flags.c_contiguous:
                raise ValueError(f"{name} does not lie in one piece")
            fields.append((name, np.int64))
            values.append(value.ctypes.data)
        elif isinstance(value, tuple):
            inner, own = _record(cast("NamedTuple", value))
            fields.append((name, inner))
            values.append(own)
        else:
            fields.append((name, np.float64 if isinstance(value, float) else np.int64))
            values.append(value)
    return np.dtype(fields), tuple(values)


def _address(context: Any, builder: Any, signature: Any, args: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- numba's own types
    """Return the address and the index of a call as 64-bit numbers."""
    numbers = zip(args[:2], signature.args[:2], strict=True)
    base, index = (context.cast(builder, value, kind, types.int64) for value, kind in numbers)
    return base, index


def _pointer(context: Any, builder: Any, signature: Any, args: Any, kind: Any) -> Any:  # noqa: ANN401 -- numba's own types
    base, index = _address(context, builder, signature, args)
    return builder.gep(builder.inttoptr(base, ir.PointerType(kind)), [index])


_FLOATS: Final = {types.float64: ir.DoubleType(), types.float32: ir.FloatType()}


def _reader(bits: int, found: types.Type) -> Callable[[npt.NDArray[Any], int], Any]:
    kind = _FLOATS.get(found, ir.IntType(bits))

    @intrinsic
    def read(_typing: Any, table: Any, index: Any) -> Any:  # noqa: ANN401 -- numba's own types
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
            value = builder.load(_pointer(context, builder, signature, args, kind))
            return cgutils.is_not_null(builder, value) if found is types.boolean else value

        return found(table, index), generate

    return cast("Callable[[npt.NDArray[Any], int], Any]", read)


i1: Callable[[npt.NDArray[np.int8], int], int] = _reader(8, types.int8)
i2: Callable[[npt.NDArray[np.int16], int], int] = _reader(16, types.int16)
i4: Callable[[npt.NDArray[np.int32], int], int] = _reader(32, types.int32)
i8: Callable[[npt.NDArray[np.int64], int], int] = _reader(64, types.int64)
u8: Callable[[npt.NDArray[np.uint64], int], np.uint64] = _reader(64, types.uint64)
f4: Callable[[npt.NDArray[np.float32], int], float] = _reader(32, types.float32)
f8: Callable[[npt.NDArray[np.float64], int], float] = _reader(64, types.float64)
b1: Callable[[npt.NDArray[np.bool_], int], bool] = _reader(8, types.boolean)


def _writer(found: types.Type) -> Callable[[npt.NDArray[Any], int, Any], None]:
    kind = _FLOATS.get(found, ir.IntType(64))

    @intrinsic
    def put(_typing: Any, table: Any, index: Any, value: Any) -> Any:  # noqa: ANN401 -- numba's own types
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
            pointer = _pointer(context, builder, signature, args, kind)
            builder.store(context.cast(builder, args[2], signature.args[2], found), pointer)
            return context.get_dummy_value()

        return types.void(table, index, value), generate

    return cast("Callable[[npt.NDArray[Any], int, Any], None]", put)


put_u8: Callable[[npt.NDArray[np.uint64], int, np.uint64], None] = _writer(types.uint64)
put_f4: Callable[[npt.NDArray[np.float32], int, np.float32], None] = _writer(types.float32)


@intrinsic
def _ones(_typing: Any, mask: Any) -> Any:  # noqa: ANN401 -- numba's own types
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
        return builder.ctpop(context.cast(builder, args[0], signature.args[0], types.int64))

    return types.int64(mask), generate


@intrinsic
def _lowest(_typing: Any, mask: Any) -> Any:  # noqa: ANN401 -- numba's own types
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
        return builder.cttz(context.cast(builder, args[0], signature.args[0], types.int64), ir.IntType(1)(0))

    return types.int64(mask), generate


ones_in = cast("Callable[[np.uint64], int]", _ones)
"""Counts the bits of a mask that are set."""

lowest_of = cast("Callable[[np.uint64], int]", _lowest)
"""Returns the place of the lowest bit set in a mask; 64 for none."""


@intrinsic
def _fetch(_typing: Any, table: Any, offset: Any) -> Any:  # noqa: ANN401 -- numba's own types
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
        base, index = _address(context, builder, signature, args)
        place = builder.inttoptr(builder.add(base, index), ir.PointerType(ir.IntType(8)))
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [place.type, number, number, number])
        prefetch = builder.module.declare_intrinsic("llvm.prefetch", [place.type], kind)
        builder.call(prefetch, [place, number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(table, offset), generate


fetch = cast("Callable[[npt.NDArray[Any], int], None]", _fetch)
"""Asks for the memory that many bytes into an array, so that it is there when it is read some steps later."""


def record_reader(dtype: np.dtype[np.void]) -> Callable[[Record, int], Record]:
    """Return what reads the record of a place from an array of records."""
    found = from_dtype(dtype)

    @intrinsic
    def read(_typing: Any, table: Any, index: Any) -> Any:  # noqa: ANN401 -- numba's own types
        def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:  # noqa: ANN401 -- numba's own types
            base, index = _address(context, builder, signature, args)
            place = builder.add(base, builder.mul(index, ir.Constant(ir.IntType(64), dtype.itemsize)))
            return builder.inttoptr(place, context.get_value_type(found))

        return found(table, index), generate

    return cast("Callable[[Record, int], Record]", read)
