//! Names that Julia, its standard library or Flux have, and that are not available here.
//!
//! A name that the library defines is never looked up in this table, so it may list such names too.

/// Where names are from, and the names, with a space between them.
static NAMES: &[(&str, &str)] = &[
    (
        "Julia",
        "Int8 Int16 Int32 Int128 UInt UInt8 UInt16 UInt32 UInt64 UInt128 Float16 Cvoid NTuple Task Expr Core Main \
         ARGS AbstractChannel AbstractDict AbstractDisplay AbstractIrrational AbstractMatrix AbstractRange \
         AbstractSet AbstractUnitRange AbstractVecOrMat AbstractVector Array Base BigFloat BigInt BitArray \
         BitMatrix BitSet BitVector Broadcast C_NULL CapturedException CartesianIndex CartesianIndices Cchar \
         Cdouble Cfloat Channel Cint Cintmax_t Clong Clonglong Cmd Colon Complex ComplexF16 ComplexF32 ComplexF64 \
         CompositeException Condition Cptrdiff_t Cshort Csize_t Cssize_t Cstring Cuchar Cuint Cuintmax_t Culong \
         Culonglong Cushort Cwchar_t Cwstring DEPOT_PATH DenseMatrix DenseVecOrMat DenseVector Dict \
         DimensionMismatch Dims Docs ENDIAN_BOM ENV EOFError Enum ExponentialBackOff GC HTML IOBuffer IOContext \
         IOStream IdDict IndexCartesian IndexLinear IndexStyle Inf Inf16 Inf32 Inf64 InsertionSort \
         InvalidStateException Irrational Iterators KeyError LOAD_PATH Libc LinRange LinearIndices MIME \
         MathConstants Matrix MergeSort Meta Missing MissingException NTuple NaN NaN16 NaN32 NaN64 OrdinalRange \
         PROGRAM_FILE Pair PartialQuickSort PermutedDimsArray Pipe PipeBuffer ProcessFailedException QuickSort \
         Rational RawFD ReentrantLock Regex RegexMatch RoundDown RoundFromZero RoundNearest RoundNearestTiesAway \
         RoundNearestTiesUp RoundToZero RoundUp RoundingMode Set Some StackTraces StepRange StepRangeLen \
         StridedArray StridedMatrix StridedVecOrMat StridedVector StringIndexError SubArray SubString \
         SubstitutionString Sys SystemError TaskFailedException Text TextDisplay Threads Timer UnitRange VERSION \
         Val VecOrMat Vector VersionNumber WeakKeyDict abs abs2 abspath accumulate accumulate! acos acosd acosh \
         acot acotd acoth acsc acscd acsch adjoint all all! allunique angle any any! append! argmax argmin ascii \
         asec asecd asech asin asind asinh asyncmap asyncmap! atan atand atanh atexit atreplinit axes backtrace \
         basename big bind binomial bitreverse bitrotate bitstring broadcast broadcast! bswap bytes2hex \
         bytesavailable cat catch_backtrace cbrt cd ceil cglobal checkbounds checkindex chmod chomp chop chown \
         circcopy! circshift circshift! cis clamp clamp! cld close cmp coalesce code_lowered code_typed codepoint \
         codeunit codeunits collect complex conj conj! contains convert copy copy! copysign copyto! cos cosc cosd \
         cosh cospi cot cotd coth count count! count_ones count_zeros countlines cp csc cscd csch ctime cumprod \
         cumprod! cumsum cumsum! current_task deepcopy deg2rad delete! deleteat! denominator detach devnull diff \
         digits digits! dirname disable_sigint display displayable displaysize div divrem download dropdims dump \
         eachcol eachindex eachline eachmatch eachrow eachslice eltype empty empty! endswith enumerate eof eps \
         error esc escape_string evalfile evalpoly exit exp exp10 exp2 expanduser expm1 exponent extrema factorial \
         falses fd fdio fetch fieldcount fieldname fieldnames fieldoffset fieldtypes filemode filesize fill fill! \
         filter filter! finalize finalizer findall findfirst findlast findmax findmax! findmin findmin! findnext \
         findprev first firstindex fld fld1 fldmod fldmod1 flipsign float floatmax floatmin floor flush fma foldl \
         foldr foreach frexp fullname functionloc gcd gcdx gensym get get! get_zero_subnormals gethostname \
         getindex getkey getpid getproperty gperm hasfield hash haskey hasmethod hasproperty hcat hex2bytes \
         hex2bytes! homedir htol hton hvcat hypot identity ifelse ignorestatus im imag in include_dependency \
         include_string indexin insert! instances intersect intersect! inv invmod invperm invpermute! isabspath \
         isabstracttype isapprox isascii isassigned isbits isbitstype isblockdev ischardev iscntrl isconcretetype \
         isconst isdigit isdir isdirpath isdisjoint isdispatchtuple isempty isequal iseven isfifo isfile isfinite \
         isimmutable isinf isinteger isinteractive isless isletter islink islocked islowercase ismarked ismissing \
         ismount ismutable isnan isnothing isnumeric isodd isone isopen ispath isperm ispow2 isprimitivetype \
         isprint ispunct isqrt isreadable isreadonly isready isreal issetequal issetgid issetuid issocket issorted \
         isspace issticky isstructtype issubnormal issubset istaskdone istaskfailed istaskstarted istextmime \
         isuppercase isvalid iswritable isxdigit iszero iterate join joinpath keys keytype kill kron last \
         lastindex lcm ldexp leading_ones leading_zeros length lock log log10 log1p log2 lowercase lowercasefirst \
         lpad lstat lstrip ltoh macroexpand map map! mapfoldl mapfoldr mapreduce mapslices mark match max maximum \
         maximum! maxintfloat merge merge! mergewith mergewith! methods min minimum minimum! minmax missing mkdir \
         mkpath mktemp mktempdir mod mod1 mod2pi modf mtime muladd mv nameof names ncodeunits ndigits ndims \
         nextfloat nextind nextpow nextprod nonmissingtype normpath notify ntoh ntuple numerator objectid occursin \
         oftype one ones oneunit only open operm pairs parent parentindices parentmodule parse partialsort \
         partialsort! partialsortperm partialsortperm! pathof peek permute! permutedims permutedims! pi pipeline \
         pkgdir pointer pointer_from_objref pop! popat! popdisplay popfirst! position powermod precision \
         precompile prepend! prevfloat prevind prevpow print println printstyled process_exited process_running \
         prod prod! promote promote_rule promote_shape promote_type propertynames push! pushdisplay pushfirst! \
         put! pwd rad2deg rand randn range rationalize read read! readavailable readbytes! readchomp readdir \
         readline readlines readlink readuntil real realpath redirect_stderr redirect_stdin redirect_stdout \
         redisplay reduce reenable_sigint reim reinterpret relpath rem rem2pi repeat replace replace! repr reset \
         reshape resize! rethrow retry reverse reverse! reverseind rm rot180 rotl90 rotr90 round rounding rpad \
         rsplit rstrip run schedule searchsorted searchsortedfirst searchsortedlast sec secd sech seek seekend \
         seekstart selectdim set_zero_subnormals setdiff setdiff! setenv setindex! setprecision setproperty! \
         setrounding show showable showerror sign signbit signed significand similar sin sinc sincos sincosd sind \
         sinh sinpi size sizehint! sizeof skip skipchars skipmissing sleep something sort sort! sortperm sortperm! \
         sortslices splice! split splitdir splitdrive splitext splitpath sprint sqrt stacktrace startswith stat \
         stderr stdin stdout step stride strides string strip success sum sum! summary supertype symdiff symdiff! \
         symlink systemerror take! tan tand tanh task_local_storage tempdir tempname textwidth thisind time \
         time_ns timedwait titlecase to_indices touch trailing_ones trailing_zeros transcode transpose trues trunc \
         truncate trylock tryparse typeintersect typejoin typemax typemin unescape_string union union! unique \
         unique! unlock unmark unsafe_copyto! unsafe_load unsafe_pointer_to_objref unsafe_read unsafe_store! \
         unsafe_string unsafe_trunc unsafe_wrap unsafe_write unsigned uperm uppercase uppercasefirst valtype \
         values vcat vec view wait walkdir which widemul widen withenv write xor yield yieldto zero zeros zip",
    ),
    (
        "Julia (`LinearAlgebra`)",
        "Adjoint BLAS Bidiagonal BunchKaufman Cholesky CholeskyPivoted Diagonal Eigen Factorization \
         GeneralizedEigen GeneralizedSVD GeneralizedSchur Hermitian Hessenberg I LAPACK LAPACKException LDLt LQ LU \
         LinearAlgebra LowerTriangular PosDefException QR QRPivoted RankDeficientException SVD Schur \
         SingularException SymTridiagonal Symmetric Transpose Tridiagonal UniformScaling UnitLowerTriangular \
         UnitUpperTriangular UpperHessenberg UpperTriangular ZeroPivotException adjoint! axpby! axpy! bunchkaufman \
         bunchkaufman! cholesky cholesky! cond condskeel copy_transpose! cross det diag diagind diagm dot eigen \
         eigen! eigmax eigmin eigvals eigvals! eigvecs factorize givens hessenberg hessenberg! isdiag ishermitian \
         isposdef isposdef! issuccess issymmetric istril istriu ldiv! ldlt ldlt! lmul! logabsdet logdet \
         lowrankdowndate lowrankdowndate! lowrankupdate lowrankupdate! lq lq! lu lu! lyap mul! norm normalize \
         normalize! nullspace opnorm ordschur ordschur! pinv qr qr! rank rdiv! reflect! rmul! rotate! schur schur! \
         svd svd! svdvals svdvals! sylvester tr transpose! tril tril! triu triu!",
    ),
    (
        "Julia (`Statistics`)",
        "Statistics cor cov mean mean! median median! middle quantile quantile! std stdm var varm",
    ),
    (
        "Julia (`Random`)",
        "AbstractRNG MersenneTwister Random RandomDevice bitrand rand! randcycle randcycle! randexp randexp! \
         randn! randperm! randstring randsubseq randsubseq!",
    ),
    (
        "Julia (`Test`)",
        "GenericArray GenericDict GenericOrder GenericSet GenericString Test TestSetException detect_ambiguities \
         detect_unbound_args",
    ),
    (
        "Julia (`Dates`)",
        "Apr April Aug August Date DateFormat DatePeriod DateTime Dates Day Dec December Feb February Fri Friday \
         Hour ISODateFormat ISODateTimeFormat ISOTimeFormat Jan January Jul July Jun June Mar March May \
         Microsecond Millisecond Minute Mon Monday Month Nanosecond Nov November Oct October Period RFC1123Format \
         Sat Saturday Second Sep September Sun Sunday Thu Thursday Time TimePeriod TimeType TimeZone Tue Tuesday \
         UTC Wed Wednesday Week Year adjust canonicalize datetime2julian datetime2rata datetime2unix day dayabbr \
         dayname dayofmonth dayofquarter dayofweek dayofweekofmonth dayofyear daysinmonth daysinyear \
         daysofweekinmonth firstdayofmonth firstdayofquarter firstdayofweek firstdayofyear hour isleapyear \
         julian2datetime lastdayofmonth lastdayofquarter lastdayofweek lastdayofyear microsecond millisecond \
         minute month monthabbr monthday monthname nanosecond now quarterofyear rata2datetime second today tofirst \
         tolast tonext toprev unix2datetime week year yearmonth yearmonthday",
    ),
    ("Julia (`DelimitedFiles`)", "DelimitedFiles readdlm writedlm"),
    (
        "Julia (`SparseArrays`)",
        "AbstractSparseArray AbstractSparseMatrix AbstractSparseVector SparseArrays SparseMatrixCSC SparseVector \
         blockdiag droptol! dropzeros dropzeros! findnz issparse nnz nonzeros nzrange permute rowvals sparse \
         sparsevec spdiagm sprand sprandn spzeros",
    ),
    (
        "Flux 0.9",
        "ADADelta ADAGrad ADAM ADAMW AMSGrad AdaMax AlphaDropout BatchNorm Call Chain Conv ConvDims ConvTranspose \
         CrossCor Data Dense DenseConvDims DepthwiseConv DepthwiseConvDims Descent Dropout ExpDecay Flux GRU \
         GRUCell Grads GroupNorm IdSet InstanceNorm InvDecay Iris LSTM LSTMCell LayerNorm MaxPool Maxout MeanPool \
         Momentum NADAM NNlib Nesterov OneHotMatrix OneHotVector Optimise Optimiser Params PoolDims RMSProp RNN \
         RNNCell Recur SGD SkipConnection Tracked TrackedArray TrackedMatrix TrackedReal TrackedStyle TrackedTuple \
         TrackedVecOrMat TrackedVector Tracker WeightDecay accum! activations applychain back back! back_ batch \
         batchindex batchseq binarycrossentropy broadcast_rebuild checkpoint children chunk col2im! collectmemaybe \
         combinations conv conv! cpu crosscor crossentropy data depthwiseconv depthwiseconv! dilation dropout dual \
         elu eval expand expand_inst extract extract_grad! f32 f64 flip flipkernel forward forward_jacobian \
         forwarddiff frequencies gate gelu gemm! gemm_datatype_mappings glorot_normal glorot_uniform gpu \
         gpu_adaptor grad gradcheck gradient gradient_ gradient_nested has_cuarrays head hessian hidden hook \
         include init_grad input_size insert_singleton_spatial_dimension isleaf istracked jacobian kernel_index \
         kernel_size leakyrelu loadparams! logcosh logitbinarycrossentropy logitcrossentropy logsigmoid logsoftmax \
         logsoftmax! logσ losscheck mapchildren mapleaves mapparams maxpool maxpool! meanpool meanpool! mse \
         ngradient nobacksies normalise onecold onehot onehotbatch output_size padding param params paramtype \
         partial prefor preprocess relu reset! reshape_scalar scan seed selu sigmoid softmax softmax! softplus \
         softsign squeezebatch stack stop swish testmode! throttle to track tracker train! transpose_pad \
         transpose_swapbatch treelike trim truncate! unsqueeze unstack update! vec_scalar zero_grad! ∇conv_data \
         ∇conv_data! ∇conv_filter ∇conv_filter!",
    ),
    (
        "today's Flux",
        "Embedding EmbeddingBag Parallel PairwiseFusion GRUv3Cell GRUv3 Recurrence SamePad AdaptiveMaxPool \
         AdaptiveMeanPool GlobalMaxPool GlobalMeanPool WeightNorm MultiHeadAttention Upsample PixelShuffle fmap \
         f16 bf16 BFloat16 rand32 randn32 zeros32 ones32 trainmode! Losses Train Bilinear Scale outputsize state \
         create_bias initialstates loadmodel! modules nfan pullback withjacobian diaghessian \
         kaiming_uniform kaiming_normal truncated_normal lecun_normal orthogonal sparse_init identity_init \
         binary_focal_loss dice_coeff_loss focal_loss label_smoothing msle siamese_contrastive_loss \
         squared_hinge_loss tversky_loss destructure trainables freeze! thaw! numobs getobs splitobs \
         mapobs eachobs kfolds",
    ),
    (
        "a package of Julia",
        "plot plot! scatter scatter! histogram heatmap contour surface DataFrame CSV describe ForwardDiff Zygote \
         CuArray cu load save @save @load BSON JLD sample wsample Normal pdf Axis @animate gif",
    ),
];

/// What to do instead, for names that learners are likely to bring along.
static INSTEAD: &[(&str, &str)] = &[
    (
        "AdaptiveMaxPool AdaptiveMeanPool SamePad Upsample PixelShuffle",
        "`MaxPool`, `MeanPool` and `Conv` take the size of the window, `pad` and `stride`.",
    ),
    (
        "Int8 Int16 Int32 Int128 UInt UInt8 UInt16 UInt32 UInt64 UInt128 Signed Unsigned",
        "Integers are `Int64` here: write `Int`.",
    ),
    (
        "big BigInt BigFloat setprecision",
        "Numbers have 64 bits here: `float(x)` goes further than integers do, with 16 digits.",
    ),
    ("Float16 f16", "Numbers are `Float64` or `Float32` here."),
    ("promote_rule", "Say what an operation does for each pair of types: `Base.:+(a::A, b::B) = …`."),
    ("freeze! thaw!", "To train some layers only, hand over their parameters, as in `params(m[2:end])`."),
    (
        "Complex ComplexF64 ComplexF32 ComplexF16 im complex conj! cis reim",
        "Complex numbers are not available: calculate with the real and the imaginary part.",
    ),
    (
        "Regex RegexMatch match eachmatch",
        "Regular expressions are not available: use `occursin`, `split`, `replace`, `startswith` with strings.",
    ),
    (
        "open read readline readlines readdir write close download cd pwd mkdir isfile joinpath readdlm writedlm \
         include eachline load save CSV DataFrame BSON JLD",
        "There are no files here: write the data into the code.",
    ),
    ("eval Meta Expr quote", "Code cannot be made by code here: define a function instead."),
    (
        "plot plot! scatter scatter! histogram heatmap contour surface Axis gif",
        "Nothing can be plotted from code here: the figures of a lesson and of a page of one's own draw functions \
         and data.",
    ),
    (
        "Threads Task Channel fetch schedule lock unlock nworkers addprocs",
        "Everything runs in one thread here.",
    ),
    ("gpu CuArray cu gpu_device", "Everything runs on the CPU here, so nothing needs to be moved."),
    ("ForwardDiff Zygote pullback", "Use `Tracker.gradient(f, x)` or `gradient(f, x)` of Flux."),
    (
        "pinv svd qr cholesky schur hessenberg",
        "Linear systems are solved by `A \\ b`; `inv`, `det`, `lu` and `eigen` are available.",
    ),
    (
        "sparse SparseMatrixCSC SparseVector spzeros",
        "Matrices are dense here: use `zeros` and assign the entries.",
    ),
    ("mmap ccall cglobal unsafe_load pointer", "Code here has no access to memory."),
    ("now today Date DateTime", "There is no calendar here; `time()` gives seconds."),
];

/// Whether a name is known elsewhere, in words, and what to use instead.
pub(super) fn elsewhere(name: &str) -> Option<String> {
    let lists = |names: &str| names.split_ascii_whitespace().any(|known| known == name);
    let advice = INSTEAD.iter().find(|(names, _)| lists(names)).map(|(_, advice)| *advice);
    let owner = NAMES.iter().find(|(_, names)| lists(names)).map(|(owner, _)| *owner);
    match (owner, advice) {
        (Some(owner), Some(advice)) => Some(format!("`{name}` is in {owner}, not here. {advice}")),
        (Some(owner), None) => Some(format!("`{name}` is in {owner}, not here.")),
        (None, Some(advice)) => Some(format!("`{name}` is not available here. {advice}")),
        (None, None) => None,
    }
}
